/// Preloaded into a program (LD_PRELOAD), this library tears one of its writes, as a power cut would.
///
/// MEND_TORN_AT=N in the environment: the write that would bring a log past its byte N writes only the bytes up to
/// there, and the program is killed at once. A log is a plain file that is open for appending.
#ifndef TORN_WRITE_H
#define TORN_WRITE_H
#endif

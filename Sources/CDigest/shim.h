#ifndef CDIGEST_SHIM_H
#define CDIGEST_SHIM_H
// The plain functions are marked as old in favour of ones that look the algorithm up by name at every hash, which
// costs more than a line does.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

/// Writes the 32 bytes of the SHA-256 of some bytes.
static inline void mend_sha256(const void *bytes, size_t count, void *digest) {
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Update(&context, bytes, count);
  SHA256_Final((unsigned char *)digest, &context);
}
#endif

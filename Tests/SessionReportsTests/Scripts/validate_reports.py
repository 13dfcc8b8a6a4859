"""Validates reports against the schema, and every way of spoiling one.

Arguments: the schema, then reports. One line a report: its name and `ok`, or what is wrong. With `--spoil` before a
report, each of its members is taken out or given a value of another kind, and each object is added to, one at a time:
the line then says how many such reports there were, and which of them the schema lets pass.
"""

import copy
import json
import os
import sys

import jsonschema

# Objects whose members are named by people, codes and scales: any name will do, any value will not.
MAPS = {"attemptsBy", "moments", "matrix", "ratings", "markers"}


def places(value, path=()):
    """Every place in a report, as a path."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inside:
        yield from places(part, path + (name,))


def at(report, path):
    for name in path:
        report = report[name]
    return report


def is_open(path):
    """Whether an object at a path is such a map, or lies in one."""
    names = [name for name in path if isinstance(name, str)]
    if path[:1] == ("people",) and names[-1:] == ["markers"]:
        return False
    return any(name in MAPS for name in names)


def spoiled(report):
    """Reports with one thing wrong, and what it is."""
    for path in places(report):
        value = at(report, path)
        if isinstance(value, dict) and not is_open(path):
            for name in value:
                one = copy.deepcopy(report)
                del at(one, path)[name]
                yield f"without {path + (name,)}", one
            one = copy.deepcopy(report)
            at(one, path)["extra"] = 1
            yield f"more in {path}", one
        if path:
            for other in ({"other": []}, True if not isinstance(value, bool) else 7):
                one = copy.deepcopy(report)
                at(one, path[:-1])[path[-1]] = other
                yield f"{other} at {path}", one


def main(schema_file, *names):
    with open(schema_file, encoding="utf-8") as file:
        schema = json.load(file)
    kind = jsonschema.Draft202012Validator
    kind.check_schema(schema)
    validator = kind(schema)
    spoil = False
    for name in names:
        if name == "--spoil":
            spoil = True
            continue
        with open(name, encoding="utf-8") as file:
            report = json.load(file)
        label = os.path.basename(name)
        faults = [f"{list(fault.path)}: {fault.message[:80]}" for fault in validator.iter_errors(report)]
        if faults or not spoil:
            print(label, "; ".join(faults) or "ok")
            continue
        all_spoiled = list(spoiled(report))
        passing = [what for what, one in all_spoiled if validator.is_valid(one)]
        more = copy.deepcopy(report)
        for path in list(places(report)):
            if isinstance(at(report, path), dict) and not is_open(path):
                at(more, path)["x_more"] = path[:0]
        passing += [] if validator.is_valid(json.loads(json.dumps(more))) else ["members that begin with x_ are refused"]
        print(label, len(all_spoiled), "spoiled;", "; ".join(passing) or "all refused")
        spoil = False


main(*sys.argv[1:])

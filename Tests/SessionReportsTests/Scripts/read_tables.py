"""Reads the six tables of a session with pandas as it comes, and checks that units are numbers and numbers join.

Argument: the folder. One line a table: its name, rows, columns. What is wrong stops it.
"""

import sys

import pandas

names = ["turns", "markers", "repairs", "episodes", "people", "matrix"]
tables = {name: pandas.read_csv(f"{sys.argv[1]}/{name}.csv") for name in names}
people = set(tables["people"].who)
episodes = set(tables["episodes"].episode)
for name, table in tables.items():
    for column in table.columns:
        if column.endswith("_ms"):
            assert pandas.api.types.is_numeric_dtype(table[column]), (name, column)
    assert set(table.sid) == {tables["people"].sid[0]} or table.empty, name
    if "who" in table:
        assert set(table.who.dropna()) <= people, name
    if "episode" in table:
        assert set(table.episode.dropna().astype(int)) <= episodes, name
    for column in ("minimal", "carried", "repaired", "attempted"):
        if column in table:
            assert set(table[column].dropna().astype(bool)) <= {True, False}, (name, column)
    print(name, *table.shape)
turns = tables["turns"]
talk = turns[turns.kind == "turn"].groupby("who").observed_ms.sum()
for person in tables["people"].itertuples():
    assert talk.get(person.who, 0) == person.talk_observed_ms, person.who

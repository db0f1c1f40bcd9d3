"""The content digest says what is stored, not how it was numbered, ordered or grouped."""

from dataclasses import replace

import numpy as np

from etl.domain.published import Origin, Published
from etl.store.digest import content_digest, observation_digests, table_digest
from etl.store.schema import department, target_statement


def published(**changed: object) -> Published:
    """Return two values of one place in one file, with the given fields instead."""
    two = np.array([1, 1], dtype=np.int32)
    none = np.zeros(2, dtype=np.int32)
    origin = Origin(0, "%", "final", "A", "", "公报", "", "")
    values = Published(
        indicator=two, place=two, period=np.array([2020, 2021], dtype=np.int32), vintage=two,
        scope=np.array([0, 1], dtype=np.int32), released=none, as_of=none,
        value=np.array([44.77, 46.12]), origin=none, printed=["44.77", "46.12"],
        scopes=("城市", "县城"), dates=("",), origins=(origin,), files=("a.csv",),
    )  # fmt: skip
    return replace(values, **changed)  # type: ignore[arg-type]


def test_the_order_of_rows_does_not_matter() -> None:
    rows = np.array([1, 0])
    assert observation_digests(published().take(rows)) == observation_digests(published())


def test_the_numbers_of_texts_do_not_matter() -> None:
    swapped = published(scope=np.array([1, 0], dtype=np.int32), scopes=("县城", "城市"))
    assert observation_digests(swapped) == observation_digests(published())


def test_texts_that_no_value_uses_do_not_matter() -> None:
    more = published(scopes=("城市", "县城", "建成区"), dates=("", "2021"))
    assert observation_digests(more) == observation_digests(published())


def test_a_changed_value_text_or_scope_matters() -> None:
    first = observation_digests(published())
    assert first != observation_digests(published(value=np.array([44.77, 46.120000000000005])))
    assert first != observation_digests(published(printed=["44.77", "46.120"]))
    assert first != observation_digests(published(scopes=("城市", "县域")))


def test_texts_do_not_run_into_each_other() -> None:
    assert table_digest(department, [(1, "ab", "c", "d")]) != table_digest(
        department, [(1, "a", "bc", "d")]
    )
    assert table_digest(target_statement, [("t", 0, "ab"), ("t", 1, "c")]) != table_digest(
        target_statement, [("t", 0, "a"), ("t", 1, "bc")]
    )


def test_the_order_of_tables_and_files_does_not_matter() -> None:
    first = content_digest({"place": "1", "target": "2"}, {"a": "3", "b": "4"})
    assert first == content_digest({"target": "2", "place": "1"}, {"b": "4", "a": "3"})

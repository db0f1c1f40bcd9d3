"""Extraction against annotated documents: the real five, our own, and those kept back."""

import re

import pytest

from tests.gold.scoring import (
    OWN,
    ROOT,
    SCORER,
    SHARED,
    Corpus,
    corpora,
    gold_rows,
    measured,
    score,
    short_of,
)  # fmt: skip

needs_shared = pytest.mark.skipif(
    not SCORER.exists(), reason="../shared is not beside the checkout"
)


@needs_shared
@pytest.mark.parametrize("corpus", corpora(), ids=lambda corpus: corpus.name)
def test_extraction_reaches_its_bars(corpus: Corpus) -> None:
    result = score(corpus)
    assert short_of(corpus, result) == {}, measured(result)


@needs_shared
def test_our_own_annotations_are_a_wide_set() -> None:
    dev, heldout = (gold_rows(corpus) for corpus in corpora()[1:])
    assert len(dev) >= 300 and len(heldout) >= 300


@needs_shared
def test_every_annotation_quotes_its_document() -> None:
    for corpus in corpora():
        texts = {path.name: path.read_bytes().decode("utf-8") for path in corpus.documents}
        for row in gold_rows(corpus):
            assert texts[row["doc"]][row["start"] : row["end"]] == row["quote"]


@needs_shared
def test_no_rule_names_a_place_a_value_or_a_sentence_of_the_five_documents() -> None:
    """The rules are judged on other documents: what fits only these five is worth nothing."""
    rules = "".join(
        path.read_text("utf-8") for path in sorted((ROOT / "etl" / "text").glob("*"))
        if path.is_file()
    )  # fmt: skip
    places = ("平凉", "平涼", "崆峒", "华亭", "庄浪", "静宁", "泾川", "灵台", "安康", "汉阴", "陕西",
              "甘肃", "西安", "咸阳", "杨凌", "汉中", "关中", "陇东")  # fmt: skip
    assert [name for name in places if name in rules] == []
    printed = {f"{row['value']:g}" for row in gold_rows(corpora()[0]) if row["value"] is not None}
    telling = {value for value in printed if "." in value}
    assert len(telling) > 20
    assert (
        sorted(value for value in telling if re.search(rf"(?<![\d.]){value}(?![\d.])", rules)) == []
    )
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        text = re.sub(r"\s+", "", path.read_text("utf-8"))
        sentences = {part for part in re.split("[，。；：、]", text) if len(part) >= 10}
        assert [part for part in sentences if part in rules] == []


def test_our_own_documents_are_not_the_five() -> None:
    ours = "".join(path.read_text("utf-8") for path in sorted(OWN.glob("*/*.txt")))
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        text = re.sub(r"\s+", "", path.read_text("utf-8"))
        sentences = {part for part in re.split("[。！？]", text) if len(part) >= 25}
        assert [part for part in sentences if part in ours] == []

"""`make score`: the score tables of extraction; fails where a bar is not reached."""

import argparse
import sys

from tests.gold.scoring import SCORER, corpora, score, scorer, short_of


def main() -> None:
    """Print a table for each corpus, and end with 1 where one lies under a bar."""
    parser = argparse.ArgumentParser(prog="make score", description=__doc__)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="各列出N处最差的读法")
    chosen = parser.parse_args()
    if not SCORER.exists():
        sys.exit("没有找到../shared/gold/score.py；评分需要与本仓库并列的shared文件夹。")
    failed = False
    for corpus in corpora():
        result = score(corpus)
        print(f"\n== {corpus.name}：{len(corpus.documents)}份")
        scorer().show(result, chosen.errors)
        for name, figure in short_of(corpus, result).items():
            failed = True
            print(f"低于要求：{name} {figure:.3f}，应不低于{corpus.bars[name]:.2f}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

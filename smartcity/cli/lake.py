"""The command that moves a warehouse between the file of one machine and a lake that several processes share."""

import argparse

from smartcity.cli.command import Argument, Reply, command, operator
from smartcity.cli.keeping import usable
from smartcity.intake import DataFolder
from smartcity.keeping.moving import FILE, LAKE, move
from smartcity.wording import Words


@command("lake move", Argument("to", choices=(LAKE, FILE), help="lake_to"), Argument("--by", default="", help="by"))
def lake_move(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """Move the warehouse of the data folder, and say what was proved to be the same there."""
    with usable(words):
        moved = move(folder, chosen.to, operator(chosen.by))
    json = {"to": chosen.to, "lines": moved.lines, "tables": moved.tables, "rows": moved.rows}
    sentence = words(f"keeping.moved_to.{chosen.to}", lines=moved.lines, tables=moved.tables, rows=moved.rows)
    return Reply(json, notes=[sentence])

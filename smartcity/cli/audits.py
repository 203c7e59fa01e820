"""The commands about the audit: what it says, whether it is whole, and its head, to be kept elsewhere."""

import argparse
from dataclasses import asdict

from smartcity.access.audit import Entry, Flaw, Head
from smartcity.cli.command import HAS_ERRORS, Argument, Refused, Reply, command
from smartcity.intake import DataFolder
from smartcity.wording import MISSING, Words

STEPS = ("list", "verify", "head")


@command(
    "audit",
    Argument("step", choices=STEPS, help="audit_step"),
    Argument("--head", default="", help="audit_head"),
    Argument("--who", default="", help="audit_who"),
    Argument("--did", default="", help="audit_did"),
)
def audit(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    """List who did what, say whether the list is whole, or print the head of its chain."""
    match chosen.step:
        case "head":
            head = folder.audit.head()
            return Reply(asdict(head), [str(head)])
        case "verify":
            return _verified(chosen, folder, words)
    found = [
        entry
        for entry in folder.audit.entries()
        if chosen.who.casefold() in entry.who.casefold() and chosen.did in ("", entry.did)
    ]
    return Reply([asdict(entry) for entry in found], ("\t".join(_row(entry, words)) for entry in found))


def _verified(chosen: argparse.Namespace, folder: DataFolder, words: Words) -> Reply:
    try:
        kept = Head.of(chosen.head) if chosen.head else None
    except ValueError as problem:
        raise Refused(words("cli.audit.no_head", found=chosen.head)) from problem
    flaws, head = folder.audit.verify(kept), folder.audit.head()
    json = {"flaws": [asdict(flaw) for flaw in flaws], "head": str(head)}
    if flaws:
        return Reply(json, notes=[flaw_said(flaw, words) for flaw in flaws], code=HAS_ERRORS)
    return Reply(json, notes=[words("cli.audit.whole", n=head.n)])


def flaw_said(flaw: Flaw, words: Words) -> str:
    """Say which lines a flaw is of."""
    lines = str(flaw.first) if flaw.first == flaw.last else f"{flaw.first}-{flaw.last}"
    return words(f"audit.flaw.{flaw.code}", lines=lines)


def _row(entry: Entry, words: Words) -> tuple[str, ...]:
    told = entry.who, entry.role, words(f"audit.did.{entry.did}"), entry.of, entry.address
    return str(entry.n), words.moment(entry.moment), *(one or MISSING for one in told)

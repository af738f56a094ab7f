"""Writes docs/commands.md from the commands' own help: `make docs`."""

from __future__ import annotations

from pathlib import Path

import click

from foresaid.cli import cli

PAGE = Path(__file__).with_name("commands.md")
WIDTH = 100
INTRO = """# Commands

This page is made from the commands' own help by `make docs`.

What all of them share:

- Inputs are `.txt`, `.html` or `.jsonl` files (`id`, `published`, `title`, `text`; `url` and `publisher` where known),
  folders of them, or `-` for standard input. A day given with `--date` holds for articles that bear none.
- Output is UTF-8 with `\\n` line ends: the same bytes on every run, whatever the day, the locale or the number of
  workers. Colour only on a terminal, and not where `NO_COLOR` is set.
- A problem (a missing file, a line that is no JSON, a text that is not English) is one line on standard error that
  names the file, and the line where there is one; the other inputs are still read. The exit status is 1 if there was
  any problem, 2 if the command could not be understood, 0 otherwise.
- A fault of foresaid's own shows one line; with `FORESAID_DEBUG=1` in the environment it shows where it arose.
"""


def page() -> str:
    """The whole page."""
    parts = [INTRO, _section(cli, "foresaid", None)]
    parent = click.Context(cli, info_name="foresaid")
    for name, command in sorted(cli.commands.items()):
        parts.append(_section(command, name, parent))
        if isinstance(command, click.Group):
            within = click.Context(command, info_name=name, parent=parent)
            parts += [_section(one, own, within) for own, one in sorted(command.commands.items())]
    return "\n".join(parts)


def _section(command: click.Command, name: str, parent: click.Context | None) -> str:
    context = click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    help_ = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## `{context.command_path}`\n\n```\n{help_}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""The program `showrunner`: one small module a command, put together here.

Exit status: 0 good; 1 a fault in the user's content, or a check or limit that is not met; 2 wrong usage or
configuration; 130 interrupted; 141 the reader of our output went away.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from bot.cli import ask, bench, check, db, demo, evaluate, imports, run
from bot.cli.options import ConfigOption, Given, KnowledgeOption
from bot.errors import ContentError, ShowrunnerError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
BROKEN_PIPE = 141


class Program(TyperGroup):
    """The one place where an exception becomes a sentence and an exit status."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's signature names a type it does not publish
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except ShowrunnerError as error:
            typer.echo(f"error: {error}" if "\n" not in str(error) else f"error:\n{error}", err=True)
            raise typer.Exit(1 if isinstance(error, ContentError) else 2) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # What is still buffered would raise again when Python closes standard output.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(BROKEN_PIPE) from None


app = typer.Typer(
    name="showrunner",
    cls=Program,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        import importlib.metadata

        typer.echo(f"showrunner {importlib.metadata.version('showrunner')}")
        raise typer.Exit


@app.callback()
def showrunner(
    ctx: typer.Context,
    config: ConfigOption = None,
    knowledge: KnowledgeOption = None,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Answers fans' questions with the showrunner's own words, in Discord or right here."""
    ctx.obj = Given(config, tuple(knowledge or ()))


app.command("demo")(demo.demo)
app.command("run")(run.run)
app.command("ask")(ask.ask)
app.command("check")(check.check)
app.command("import")(imports.imports)
app.command("eval")(evaluate.evaluate)
app.command("bench")(bench.bench)
app.add_typer(db.app, name="db")


def main(arguments: Sequence[str] | None = None) -> None:
    """The program's entry point; always ends in SystemExit.

    Args:
        arguments: The command line without the program's name; None for this process's own.
    """
    # Read when numpy is first imported. The matrices here are small: a second thread costs more than it brings.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal or pipe that cannot show a character gets a question mark for it, not a traceback.
            stream.reconfigure(errors="replace")
    app(args=arguments, prog_name="showrunner")

"""``gosupport schema``: what an answers file may hold."""

from gosupport_cli.cli.app import App
from gosupport_cli.cli.lazy import command as make
from gosupport_cli.cli.lazy import examples


def run(app: App) -> None:
    from gosupport_cli.cli.show import as_json
    from gosupport_cli.content.languages import YamlTexts
    from gosupport_cli.content.schema import answers_schema

    english = YamlTexts("en", app.home / "templates")
    as_json(app, answers_schema(app.catalogue, english))


command = make(
    "JSON Schema файла ответов, с пояснениями: для редакторов и программ.",
    "JSON Schema of the answers file, with explanations: for editors and programs.",
    epilog=examples("gosupport schema", "gosupport schema > answers.schema.json"),
)(run)

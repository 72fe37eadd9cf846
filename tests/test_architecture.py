"""The shape of the house: one way for the data, no arrow back, small files, each library in its place."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "kg"
FILES = sorted(SOURCE.rglob("*.py"))

# Floors, low to high: a module imports from floors below or its own, never from above.
FLOORS = [
    {"errors"},
    {"model", "names", "resources", "vocab"},
    {"language", "knowledge"},
    {"ingest", "extract"},
    {"claims"},
    {"resolve"},
    {"rdf"},
    {"forms", "disk"},
    {"sparql", "store", "reason", "clashes", "consistency", "shapes", "shacl", "check", "facts", "alike"},
    {"lookup", "parameters", "queries", "views"},
    {"figures", "evaluate", "pipeline", "explain", "graph", "push"},
    {"server"},
    {"cli"},
]
HEIGHT = {name: height for height, floor in enumerate(FLOORS) for name in floor}
ENTRANCES = {"__init__", "__main__"}

# Libraries that only some rooms may know.
HOME = {
    "pyvis": {"views"},
    "owlready2": {"consistency"},
    "typer": {"cli"},
    "rich": {"cli", "views"},
    "trafilatura": {"ingest"},
    "starlette": {"server"},
    "uvicorn": {"server"},
    "h11": {"server"},
    "jinja2": {"server"},
    "rdflib": {
        "vocab",
        "rdf",
        "store",
        "reason",
        "clashes",
        "consistency",
        "shapes",
        "shacl",
        "check",
        "views",
        "graph",
    },
}


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    types_only = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = []
    for node in ast.walk(tree):
        if node in types_only:
            continue
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found += [f"{node.module}.{a.name}" for a in node.names] if node.module == "kg" else [node.module]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_imports_only_from_its_floor_or_below(path):
    own = room(path)
    if own in ENTRANCES:
        return
    assert own in HEIGHT, f"{own} has no floor: give it one in FLOORS"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "kg" and len(parts) > 1:
            other = parts[1]
            assert HEIGHT.get(other, -1) <= HEIGHT[own], f"{own} imports {other} from above"


def test_there_is_no_circle_between_rooms():
    graph: dict[str, set[str]] = {}
    for path in FILES:
        own = room(path)
        if own not in ENTRANCES:
            others = {n.split(".")[1] for n in imports(path) if n.startswith("kg.")}
            graph.setdefault(own, set()).update(others - {own})

    def reach(start: str) -> set[str]:
        seen, todo = set(), [start]
        while todo:
            for other in graph.get(todo.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return seen

    assert [name for name in graph if name in reach(name)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_file_can_be_read_in_one_sitting(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_each_library_stays_in_its_room(path):
    for name in imports(path):
        rooms = HOME.get(name.split(".")[0])
        assert rooms is None or room(path) in rooms, f"{name} in {room(path)}"


def test_only_the_command_line_prints():
    for path in FILES:
        calls = (n.func for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call))
        printing = [f for f in calls if isinstance(f, ast.Name) and f.id == "print"]
        assert not printing or room(path) == "cli", path

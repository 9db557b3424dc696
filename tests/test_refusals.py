"""What services refuse reaches the person: the rules of docs/adr/0029-refusals.md that can be read in the source.

`tests/refusal_replay.py` makes each service refuse through the views that call it.
"""

import ast
from collections.abc import Iterator
from textwrap import dedent

import pytest

from scripts.layout import modules
from tests.call_graph import REFUSAL, Call, CallGraph, Function, call_graph, is_of_pages

# Module → why it catches refusals by itself.
CATCHES_BY_ITSELF = {
    "formation.year.session_changes.forms.session_data": "it names one field for all quotas, for the block around",
}
ANSWERS_A_POST = {"post", "form_valid", "delete", "save_instance"}


def is_view(module: str) -> bool:
    return "views" in module.split(".")


def answers_a_post(graph: CallGraph, function: Function) -> bool:
    if function.owner in graph.classes:
        return function.node.name in ANSWERS_A_POST
    decorators = " ".join(map(ast.unparse, function.node.decorator_list))
    return "require_POST" in decorators or ("require_http_methods" in decorators and "'POST'" in decorators)


def unguarded_calls(graph: CallGraph) -> Iterator[Call]:
    """Yield the calls of views that answer a POST from which a refusal would leave the view: a page 500."""
    for key, calls in graph.calls.items():
        function = graph.functions[key]
        if is_view(function.module) and answers_a_post(graph, function):
            yield from (call for call in calls if graph.refusals_of(call))


def unguarded_views(graph: CallGraph) -> Iterator[str]:
    """Yield the generic views that save a form whose service may refuse, and leave the saving to Django."""
    for key in graph.classes:
        has_its_own = any(f"{above}.form_valid" in graph.functions for above in graph.ancestors[key])
        if is_view(key.rpartition(".")[0]) and graph.save_of(key) in graph.refusals and not has_its_own:
            yield key


def catches(graph: CallGraph, function: Function) -> bool:
    return any(REFUSAL in graph.caught_by(function, node) for node in ast.walk(function.node))


def modules_that_catch(graph: CallGraph) -> set[str]:
    return {each.module for each in graph.functions.values() if is_of_pages(each.module) and catches(graph, each)}


def test_views_and_forms_leave_the_catching_of_refusals_to_one_module():
    assert modules_that_catch(call_graph()) == CATCHES_BY_ITSELF.keys()


def test_no_refusal_leaves_a_view_that_answers_a_post():
    graph = call_graph()
    found = [f"{call.place} {ast.unparse(call.node.func)}" for call in unguarded_calls(graph)]
    found += [f"{view}.form_valid" for view in unguarded_views(graph)]
    assert not found, "\n  ".join(["Put these calls in a block of `reseau/web/refusals.py`:", *found])


# Does the reading of the source see what it should? A small application, and a view of it.

SERVICES = """
    from django.core.exceptions import ValidationError
    from django.db import transaction

    class Full(ValidationError):
        pass

    class Late(ValidationError):
        pass

    @transaction.atomic
    def enrol(*, member):
        _check(member)

    def _check(member):
        if member is None:
            raise Full("Complet.")

    def forget(*, member):
        member.delete()
"""
FORMS = """
    from app.services import enrol

    class EnrolForm(Form):
        def save(self):
            return enrol(member=self.instance)
"""
HEAD = """
    from django.views.generic import CreateView
    from reseau.web.refusals import refusals_as_messages, refusals_in
    from app import services
    from app.forms import EnrolForm
    from app.services import Full, Late, enrol, forget
"""


@pytest.fixture
def faults(tmp_path):
    """`faults(view)`: the calls and the classes from which a refusal would leave the view."""

    def read(view: str) -> list[str]:
        paths = {"reseau.web.refusals": modules()["reseau.web.refusals"]}
        for name, text in (("services", SERVICES), ("forms", FORMS), ("views", HEAD + view)):
            paths[f"app.{name}"] = tmp_path / f"{name}.py"
            paths[f"app.{name}"].write_text(dedent(text), encoding="utf-8")
        graph = CallGraph(paths)
        return [ast.unparse(call.node.func) for call in unguarded_calls(graph)] + list(unguarded_views(graph))

    return read


ACTION = """
    @require_POST
    def act(request):
        {}
        return redirect("/")
"""
FORM = "form = EnrolForm(request.POST)"
IN_BLOCK = "with refusals_as_messages(request): enrol(member=1)"
CAUGHT_BY_NAME = """try:
            enrol(member=1)
        except {}:
            return redirect("/plus-tard/")
"""
HELPER = """
    @require_POST
    def act(request):
        return act_and_answer(request)

    def act_and_answer(request):
        enrol(member=1)
"""
TWO_CLASSES = """
    class New(FormView):
        form_class = EnrolForm

        def form_valid(self, form):
            return self.publish(form)

    class Page(New):
        def publish(self, form):
            form.save()
"""
LEFT_TO_DJANGO = """
    class New(CreateView):
        form_class = EnrolForm
"""
HANDED_TO_DJANGO = """
    class New(CreateView):
        form_class = EnrolForm

        def form_valid(self, form):
            return super().form_valid(form)
"""
GUARDED_CLASS = """
    class New(CreateView):
        form_class = EnrolForm

        def form_valid(self, form):
            with refusals_in(form):
                return super().form_valid(form)
            return self.form_invalid(form)
"""


@pytest.mark.parametrize(
    ("view", "found"),
    [
        (ACTION.format("enrol(member=1)"), ["enrol"]),
        (ACTION.format("services.enrol(member=1)"), ["services.enrol"]),
        (ACTION.format("enrol(member=1)").replace("require_POST", "require_http_methods(['GET', 'POST'])"), ["enrol"]),
        (ACTION.format("enrol(member=1)").replace("require_POST", "require_safe"), []),
        (ACTION.format("forget(member=1)"), []),
        (ACTION.format(IN_BLOCK), []),
        (ACTION.format(f"{IN_BLOCK}\n        enrol(member=2)"), ["enrol"]),
        (ACTION.format(f"{FORM}\n        form.save()"), ["form.save"]),
        (ACTION.format(f"{FORM}\n        with refusals_in(form): form.save()"), []),
        (ACTION.format("form = Form(1) if request else EnrolForm(2)\n        form.save()"), ["form.save"]),
        (ACTION.format(CAUGHT_BY_NAME.format("Full")), []),
        (ACTION.format(CAUGHT_BY_NAME.format("Late")), ["enrol"]),
        (HELPER, ["act_and_answer"]),
        (TWO_CLASSES, ["self.publish"]),
        (LEFT_TO_DJANGO, ["app.views.New"]),
        (HANDED_TO_DJANGO, ["super().form_valid"]),
        (GUARDED_CLASS, []),
    ],
)
def test_refusal_that_leaves_a_view_is_seen(faults, view, found):
    assert faults(view) == found

"""What entries say of our process, in words."""

from typing import TYPE_CHECKING

from accountdesk.core.process import ProcessStepSaid, read_process
from accountdesk.desk.saying import Around, Says, on_day

if TYPE_CHECKING:
    from accountdesk.core.process import Process


def _step(body: ProcessStepSaid, around: Around) -> str:
    from accountdesk.desk.our_way import process_of, step_name  # a file that few notes need

    return f"our way{on_day(body.on)}: {step_name(process_of(around.team.policy), body.step)}"


def process_in_words(value: object) -> str:
    """`Listen, Try it out …`: the steps of a process that was decided; what it is if it is none."""
    try:
        process: Process = read_process(value)
    except ValueError:
        return "a process that cannot be read"
    return ", ".join(step.name for step in process.steps)


SAYS: Says = {ProcessStepSaid: _step}

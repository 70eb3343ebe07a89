"""Adapters: QgsProcessingFeedback as `core.run.Run`, and errors of the core as Processing exceptions."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import QgsProcessingException, QgsProcessingFeedback

from ..core.errors import Cancelled, FusionError
from ..core.run import WARNING, Run
from .words import tr


def run_with(feedback: QgsProcessingFeedback) -> Run:
    """Returns a run that reports to a feedback; both may be used from any thread."""

    def log(text: str, level: str) -> None:
        (feedback.pushWarning if level == WARNING else feedback.pushInfo)(text)

    return Run(
        progress=lambda share: feedback.setProgress(100 * share),
        cancelled=feedback.isCanceled,
        log=log,
        stage=feedback.setProgressText,
    )


@contextmanager
def explained(title: str, feedback: QgsProcessingFeedback) -> Iterator[None]:
    """Converts errors into a message of one sentence for the user.

    A cancelled run raises no error, because Processing knows that it was cancelled. The traceback of an unexpected
    error is written to the log, and the message says that it was unexpected.
    """
    try:
        yield
    except Cancelled as cancelled:
        feedback.pushInfo(str(cancelled))
    except QgsProcessingException:
        raise  # already a message for the user
    except FusionError as error:
        raise QgsProcessingException(str(error)) from error
    except MemoryError as error:
        raise QgsProcessingException(
            tr("{} ran out of memory; set a smaller block size, such as 128, or close other programs.").format(title)
        ) from error
    except Exception as error:
        feedback.pushDebugInfo(traceback.format_exc())
        raise QgsProcessingException(
            tr("{} stopped at an error of its own ({}); please report it together with the log.").format(
                title, f"{type(error).__name__}: {error}"
            )
        ) from error

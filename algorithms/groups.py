"""Groups of the toolbox, in the order in which a new user needs them, each with its icon.

QGIS sorts groups by name, so the names begin with numbers. The family of a method (CNN, GAN, ...) is one of its tags, by
which the toolbox is searched.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..core.words import later
from .resources import icon_path
from .words import tr


@dataclass(frozen=True)
class ToolboxGroup:
    """A group of algorithms.

    Attributes
    ----------
    id : str
        Stored in models; lower case.
    number : int
        Position in the toolbox.
    title : str
        In English; `name` is the translated name with its number.
    """

    id: str
    number: int
    title: str

    @property
    def name(self) -> str:
        """Name in the toolbox, in the user's language."""
        return f"{self.number}. {tr(self.title)}"

    @property
    def icon(self) -> str:
        """Path of the icon of its algorithms."""
        return icon_path(self.id)


START = ToolboxGroup("start", 1, later("Start here"))
CLASSICAL = ToolboxGroup("classical", 2, later("Classical methods"))
NETWORKS = ToolboxGroup("networks", 3, later("Networks"))
PREPARE = ToolboxGroup("prepare", 4, later("Prepare and assess"))
OTHER = ToolboxGroup("other", 5, later("Parcels and other data"))

GROUPS = (START, CLASSICAL, NETWORKS, PREPARE, OTHER)

_FIRST = ("sampledata", "auto", "fuseseries", "compare")


def group_of_method(name: str, learned: bool) -> ToolboxGroup:
    """Returns the group of a fusion method: by id if it is for beginners, else by type."""
    return START if name in _FIRST else NETWORKS if learned else CLASSICAL

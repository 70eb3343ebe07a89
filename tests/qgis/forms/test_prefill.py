"""Proposals of map layers for the raster fields of a form."""

from __future__ import annotations

from datetime import date

import pytest


def layers(*facts):
    from stfusion.algorithms.forms.prefill import Candidate

    return [
        Candidate(
            f"{kind} {day}", date.fromisoformat(f"2024-{day}"), {"fine": 30.0, "coarse": 480.0, "middle": 120.0}[kind]
        )
        for kind, day in facts
    ]


def proposed(pairs, *facts):
    from stfusion.algorithms.forms.prefill import proposal

    return proposal(layers(*facts), pairs)


PAIRS = (("fine", "05-04"), ("coarse", "05-04"), ("coarse", "06-21"), ("coarse", "08-08"), ("fine", "08-08"))


def test_two_pairs_and_the_date_between_them(qgis_app) -> None:
    assert proposed(2, *PAIRS) == {
        "FINE_1": "fine 05-04", "COARSE_1": "coarse 05-04", "FINE_2": "fine 08-08", "COARSE_2": "coarse 08-08",
        "COARSE_TARGET": "coarse 06-21",
    }  # fmt: skip


def test_one_pair_is_the_nearest(qgis_app) -> None:
    assert proposed(1, *PAIRS, ("coarse", "07-30")) == {
        "FINE_1": "fine 05-04", "COARSE_1": "coarse 05-04", "COARSE_TARGET": "coarse 06-21",
    }  # fmt: skip
    late = [one for one in PAIRS if one != ("coarse", "06-21")]
    assert proposed(1, *late, ("coarse", "07-30"))["FINE_1"] == "fine 08-08"


def test_the_order_of_layers_does_not_matter(qgis_app) -> None:
    assert proposed(2, *reversed(PAIRS)) == proposed(2, *PAIRS)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((), {}),
        ((("fine", "05-04"),), {}),
        ((("coarse", "05-04"), ("coarse", "06-21")), {}),
        # Two fine images of one date are ambiguous.
        ((*PAIRS[:3], ("fine", "05-04")), {}),
        # Three sensors.
        ((*PAIRS, ("middle", "05-04")), {}),
        # No date without a fine image: a pair, but no target.
        (PAIRS[:2], {"FINE_1": "fine 05-04", "COARSE_1": "coarse 05-04"}),
    ],
)
def test_what_is_ambiguous_stays_empty(qgis_app, facts, expected) -> None:
    assert proposed(2, *facts) == expected


def test_results_and_truths_are_not_proposed(qgis_app, sample) -> None:
    from qgis.core import QgsProject, QgsRasterLayer

    from stfusion.algorithms.forms.prefill import ROLE, candidates

    project = QgsProject()
    fine, truth = (QgsRasterLayer(sample.one_pair["FINE_1"], name) for name in ("Fine 2024-05-04", "Truth"))
    truth.setCustomProperty(ROLE, "truth")
    project.addMapLayers([fine, truth])
    (found,) = candidates(project)
    assert (found.id, found.day, found.pixel) == (fine.id(), date(2024, 5, 4), 30.0)


def test_a_command_is_never_filled_in(processing, qgis_app, sample, tmp_path) -> None:
    """Only a dialog has proposals: a script without an image gets an error."""
    from qgis.core import QgsProcessingContext, QgsProject, QgsRasterLayer

    project = QgsProject.instance()
    project.addMapLayer(QgsRasterLayer(sample.one_pair["FINE_1"], "Fine 2024-05-04"))
    from qgis.core import QgsApplication

    algorithm = QgsApplication.processingRegistry().createAlgorithmById("stfusion:starfm")
    ok, text = algorithm.checkParameterValues({"OUTPUT": str(tmp_path / "out.tif")}, QgsProcessingContext())
    assert not ok and "missing" in text
    project.clear()

"""Data set: recognizes a data set of the field, checks it, and loads it as dated groups."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputFile,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
)

from ...core.errors import InputError
from ...core.imports.datasets.opening import LIST, DataSet, find_row, open_data_set
from ...core.imports.datasets.rows import DataSetRow
from ...core.imports.datasets.table import AUTO, CHOICES, GENERIC, generic
from ...core.run import Run
from ..forms.datedform import make_folder, words, yes_no
from ..forms.reading import FormReader
from ..forms.widgets import advanced, choice, described, shown, whole
from ..results.serieslayers import load_series, load_when_done, renderer_of
from ..tool import Tool


class DataSetAlgorithm(Tool):
    """Opens a data set of the field's list, or one with patterns of the user."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path()
        self._word = AUTO
        self._row: DataSetRow | None = None
        self._made: DataSet | None = None

    def name(self) -> str:
        return "dataset"

    def displayName(self) -> str:
        return self.tr("Data set")

    def tags(self) -> list[str]:
        names = (
            "benchmark,CIA,LGC,Coleambally,Gwydir,AHB,Daxing,Tianjin,Wuhan,Butte,Imperial,OISST,OSTIA,G1SST,ERA5,TRMM,GridSat,"
            "SRTM,GOCI,Terra,E-SMILE,split,training,validation,test,stations,download"
        )
        return names.split(",")

    def shortDescription(self) -> str:
        return self.tr(
            "Recognizes a data set of the field (CIA, LGC, AHB, ...), checks it and loads it as dated groups."
        )

    def shortHelpString(self) -> str:
        return "\n".join(
            (
                self.tr(
                    "Opens the data sets of the list Awesome Remote Sensing Spatiotemporal Fusion Models in the layouts in which "
                    "they are distributed, without renaming files."
                ),
                self.tr(
                    "Inputs: the folder of the data set. The data set is recognized by file names and dates, or selected. For "
                    "other data sets, select generic and enter two patterns."
                ),
                self.tr(
                    "Outputs: dated layers of fine and coarse images, pairs, published splits into training, validation and test "
                    "dates, and the results of the checks in dataset.json and dates.csv. Arrays (.npy) are converted to GeoTIFF, "
                    "gridded products are imported, and stations become points and a table."
                ),
                self.tr(
                    "Checks: images without a partner, sizes, number of bands, and the band order of both sensors, by "
                    "correlation."
                ),
                self.tr(
                    "Use it further: Train network, Fuse series and Compare methods also take the folder of a data set of image "
                    "pairs, and a published split."
                ),
                self.tr(
                    "Limits: data sets are not downloaded; licences and citations are listed in dataset.json. AHB, Daxing and "
                    "Tianjin are stretched to 8 bits and contain no reflectance."
                ),
            )
        )

    def form(self) -> list[QgsProcessingParameterDefinition]:
        folder = QgsProcessingParameterFile.Behavior.Folder
        file = QgsProcessingParameterFile.Behavior.File
        return [
            described(QgsProcessingParameterFile("INPUT_FOLDER", self.tr("Folder of the data set"), folder), self.tr(
                "Folder that contains the files of the data set; subfolders are searched."
            )),
            described(choice("DATASET", self.tr("Data set"), CHOICES, AUTO), self.tr(
                "auto: recognized by file names and dates. generic: any data set, with the patterns below."
            )),
            shown(described(QgsProcessingParameterFile("STATIONS", self.tr("List of stations"), file, "csv", None, True), self.tr(
                "For stations without positions in their files: CSV file with the columns station, lon and lat."
            ))),
            advanced(words("FINE_PATTERN", self.tr("Pattern of fine images"), "", self.tr(
                "For generic: regular expression for paths of fine images below the folder, with named groups for the date, "
                "such as Landsat/L_(?P<Y>\\d{4})(?P<m>\\d\\d)(?P<d>\\d\\d)\\.tif."
            ))),
            advanced(words("COARSE_PATTERN", self.tr("Pattern of coarse images"), "", self.tr(
                "For generic: as for the fine images."
            ))),
            advanced(described(whole("TOLERANCE", self.tr("Maximum time gap of a pair (days)"), 0, 0, 366), self.tr(
                "For generic: maximum number of days between the dates of the images of a pair."
            ))),
            advanced(yes_no("CHECK", self.tr("Check images"), True, self.tr(
                "Compares sizes, numbers of bands and the band order of both sensors."
            ))),
            described(QgsProcessingParameterFolderDestination("FOLDER", self.tr("Folder for the results")), self.tr(
                "Folder for dataset.json, dates.csv and converted images."
            )),
        ]  # fmt: skip

    def outputs(self) -> list[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputMultipleLayers("LAYERS", self.tr("Images of the data set")),
            QgsProcessingOutputFile("LIST", self.tr("Description (dataset.json)")),
            QgsProcessingOutputString("NAME", self.tr("Name of the data set")),
            QgsProcessingOutputNumber("COUNT", self.tr("Number of dates")),
            QgsProcessingOutputNumber("PAIRS", self.tr("Number of pairs")),
            QgsProcessingOutputNumber("PROBLEMS", self.tr("Number of problems")),
        ]

    def read(self, values: dict[str, Any], context: QgsProcessingContext) -> None:
        reader = FormReader(self, values, context)
        self._folder, self._word = Path(reader.text("INPUT_FOLDER")), reader.word("DATASET")
        if not reader.text("INPUT_FOLDER") or not self._folder.is_dir():
            raise InputError(
                self.tr("The folder {} does not exist; choose the folder of the data set.").format(self._folder)
            )
        if self._word == GENERIC:
            self._row = generic(
                reader.text("FINE_PATTERN"), reader.text("COARSE_PATTERN"), reader.number("TOLERANCE"), ""
            )
        target = self.parameterAsString(values, "FOLDER", context)
        if target and Path(target).resolve() == self._folder.resolve():
            raise InputError(self.tr("The results would be written into the data set; choose another output folder."))

    def work(self, values: dict[str, Any], context: QgsProcessingContext, run: Run) -> dict[str, Any]:
        folder = self.destination(values, "FOLDER", context)
        make_folder(folder)
        recognizing, opening = run.steps(Recognizing_the_data_set=1, Reading_images=10)
        row = self._row or find_row(self._folder, self._word, recognizing)
        recognizing.progress(1)
        run.info(self.tr("Data set: {}.").format(f"{row.id}, {row.title}"))
        listed = self.parameterAsFile(values, "STATIONS", context)
        check = self.parameterAsBool(values, "CHECK", context)
        made = self._made = open_data_set(
            self._folder, row, Path(folder), Path(listed) if listed else None, check, opening
        )
        self._tell(made, run)
        files = [str(path) for side in made.groups.values() for path in side.values()]
        layers = files + ([str(made.points)] if made.points else [])
        load_when_done(context, layers)
        days = {taken for side in made.groups.values() for taken in side}
        return {
            "FOLDER": folder, "LAYERS": layers, "LIST": str(Path(folder) / LIST), "NAME": row.id, "COUNT": len(days),
            "PAIRS": made.pairs, "PROBLEMS": len(made.problems),
        }  # fmt: skip

    def _tell(self, made: DataSet, run: Run) -> None:
        row = made.row
        for name, side in made.groups.items():
            listed = sorted(side)
            if listed:
                run.info(self.tr("{}: number of dates {}, {} to {}.").format(name, len(listed), listed[0], listed[-1]))
        if made.pairs:
            run.info(self.tr("Number of pairs: {}. Unit: {}.").format(made.pairs, row.unit))
        if row.splits:
            run.info(self.tr("Published splits: {}.").format(", ".join(split.name for split in row.splits)))
        for text in filter(None, (row.licence, row.citation, row.note)):
            run.info(text)
        for text in made.notes:
            run.info(text)
        for text in made.problems:
            run.warn(text)

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        if self._made is not None:
            for name, files in self._made.groups.items():
                title = f"{self._made.row.id} {name}"
                loaded = any(context.willLoadLayerOnCompletion(str(path)) for path in files.values())
                look = renderer_of(str(next(iter(files.values())))) if loaded and files else None
                load_series(context, files, title, name, look, name == "coarse" and len(files) > 1)
        return {}

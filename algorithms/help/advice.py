"""Usage advice for the help pages of tools and ready-made models. That of methods is in their declarations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Advice:
    """When to use an algorithm, and when not to."""

    use: str
    avoid: str


ADVICE = {
    "prepare": Advice(
        "Images are as their products deliver them: with quality bands, other band orders or scales, one file for each band.",
        "Both images show the same bands in one unit and have no clouds: every method reads any grid, CRS and extent by itself.",
    ),
    "coregister": Advice(
        "Predictions show doubled edges, or the log of a method tells of low correlation between the pair's images.",
        "Images are registered to a small part of a coarse pixel already, or one of them shows mostly clouds or water.",
    ),
    "simulatecoarse": Advice(
        "You want to try a method where the truth is known, or to see what a sensor of other pixels would bring.",
        "You need the accuracy with a real sensor, whose pixels, angles and calibration differ from any simulation.",
    ),
    "fuseseries": Advice(
        "There are more dates than one to predict, or gaps to fill in a series; it chooses the pairs of each date.",
        "One date is wanted and its pairs are known: the method's own form is shorter.",
    ),
    "train": Advice(
        "There are some dates with both sensors, and many more to predict later with the same weights.",
        "There are only one or two pairs: FSDAF, Fit-FC, ESTARFM and networks that learn from the scene need no training.",
    ),
    "assess": Advice(
        "A fine image of the target date exists, and you want to know how good the prediction is, and where.",
        "Nothing was observed on the target date: Compare methods leaves out one pair after the other instead.",
    ),
    "compare": Advice(
        "You are not sure which method suits your scene, and have a fine image as truth or two pairs and more.",
        "There is one pair and no truth: nothing can then be judged. Auto needs less time for a good guess.",
    ),
    "sampledata": Advice(
        "You want to try the plugin and have no images at hand, or to learn on a scene whose truth is known.",
        "You want to know how accurate a method is on your land: take Compare methods with images of it.",
    ),
    "preparefuseassess": Advice(
        "You want one run from images as products deliver them to a prediction with its accuracy.",
        "Nothing was observed on the target date: use Prepare pair and a method, or change the model.",
    ),
    "prepareseriesndvi": Advice(
        "You want NDVI between two pairs on every date that has a coarse image, in one run.",
        "There are more than two pairs, or folders full of images: use Fuse series on prepared images.",
    ),
}

"""Usage advice for the help pages of tools and ready-made models. That of methods is in their declarations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Advice:
    """When to use an algorithm, and when not to."""

    use: str
    avoid: str


ADVICE = {
    "importproduct": Advice(
        "You have downloaded products: archives, product folders, HDF, NetCDF or GRIB files, one date or many.",
        "The images are GeoTIFFs that one band or one file describes already: use them directly, or Prepare pair to match them.",
    ),
    "dataset": Advice(
        "You want to train, compare or repeat a published experiment on a data set of the field.",
        "You have products of your own area: use Import product, and the folders of its images.",
    ),
    "prepare": Advice(
        "Images are as delivered: with quality bands, different band orders or scale factors, or one file per band.",
        "Both images have the same bands and unit, and no clouds: every method reads images with any grid, CRS and extent.",
    ),
    "coregister": Advice(
        "Predictions show double edges, or the log of a method reports a low correlation between the images of a pair.",
        "Images are already registered to a small part of a coarse pixel, or an image mostly shows clouds or water.",
    ),
    "simulatecoarse": Advice(
        "You want to test a method with known truth, or to evaluate a sensor with another pixel size.",
        "You need the accuracy for a real sensor, whose pixels, view angles and calibration differ from a simulation.",
    ),
    "fuseseries": Advice(
        "There are several dates to predict, or gaps to fill in a series; the pairs are selected for each date.",
        "There is one target date with known pairs: use the method directly.",
    ),
    "train": Advice(
        "There are several dates with both sensors, and many more dates to predict with the same weights.",
        "There are only one or two pairs: use FSDAF, Fit-FC, ESTARFM, or a network that is trained on the scene when it is used.",
    ),
    "assess": Advice(
        "A fine image of the target date exists, and you want to know the accuracy of the prediction and its distribution.",
        "There is no fine image of the target date: use Compare methods, which predicts each pair from the others.",
    ),
    "compare": Advice(
        "You want to find the best method for your scene, and have a fine image as truth, or two or more pairs.",
        "There is one pair and no truth: methods cannot be compared. For a fast selection of methods, use Auto.",
    ),
    "sampledata": Advice(
        "You want to try the plugin without your own images, or on a scene with known truth.",
        "You want to know the accuracy of a method in your area: use Compare methods with images of this area.",
    ),
    "preparefuseassess": Advice(
        "You want a prediction and its accuracy from images as delivered, in one run.",
        "There is no fine image of the target date: use Prepare pair and a method, or edit the model.",
    ),
    "prepareseriesndvi": Advice(
        "You want NDVI between two pairs for every date with a coarse image, in one run.",
        "There are more than two pairs, or folders of images: use Fuse series with prepared images.",
    ),
}

"""NetCDF files with axes or with positions for each pixel, made by GDAL's multidimensional API."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import numpy as np
from osgeo import gdal

from .landscape import EDGE, LEFT, TOP, UTM, cloudy, kelvin, reference, seen

_KINDS = {
    "int8": gdal.GDT_Int16, "uint8": gdal.GDT_Byte, "int16": gdal.GDT_Int16, "uint16": gdal.GDT_UInt16, "int32": gdal.GDT_Int32,
    "uint32": gdal.GDT_UInt32, "float32": gdal.GDT_Float32, "float64": gdal.GDT_Float64,
}  # fmt: skip


class NetCdf:
    """A NetCDF file that is being written."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = gdal.GetDriverByName("netCDF").CreateMultiDimensional(str(path), [], ["FORMAT=NC4"])
        self.root = self._file.GetRootGroup()
        self._axes: dict[str, object] = {}

    def axis(self, name: str, values: np.ndarray, kind: str = "", **attributes) -> None:
        self._axes[name] = self.root.CreateDimension(name, kind, None, len(values))
        if values.dtype.kind != "V":
            array = self.root.CreateMDArray(
                name, [self._axes[name]], gdal.ExtendedDataType.Create(_KINDS[values.dtype.name])
            )
            _describe(array, attributes)
            array.Write(values)

    def bare(self, name: str, size: int) -> None:
        """An axis without positions."""
        self._axes[name] = self.root.CreateDimension(name, "", None, size)

    def variable(self, name: str, axes: tuple[str, ...], values: np.ndarray, fill=None, **attributes) -> None:
        kind = gdal.ExtendedDataType.Create(_KINDS[values.dtype.name])
        array = self.root.CreateMDArray(name, [self._axes[one] for one in axes], kind)
        if fill is not None:
            array.SetNoDataValueDouble(fill)
        _describe(array, attributes)
        array.Write(np.ascontiguousarray(values))

    def close(self) -> None:
        self.root = None
        self._axes = {}
        self._file = None


def _describe(array, attributes) -> None:
    for name, value in attributes.items():
        if name == "units":
            array.SetUnit(value)
        elif name == "scale_factor":
            array.SetScale(value)
        elif name == "add_offset":
            array.SetOffset(value)
        elif isinstance(value, str):
            array.CreateAttribute(name, [], gdal.ExtendedDataType.CreateString()).Write(value)
        else:
            values = np.atleast_1d(value)
            kind = gdal.ExtendedDataType.Create(_KINDS[values.dtype.name])
            array.CreateAttribute(name, [len(values)], kind).Write(values)


def syn(folder: Path, day: date, described: bool = True) -> Path:
    """Sentinel-3 SYN: files with one band each, and positions of every pixel, packed, in a file beside."""
    name = f"S3A_SY_2_SYN____{day:%Y%m%d}T095555_{day:%Y%m%d}T095855_{day:%Y%m%d}T221500_0179_098_293_2160_PS1_O_NT_002.SEN3"
    where = folder / name
    x, y = swath()
    lat, lon = _degrees(x, y)
    bands = {"Oa04": 490, "Oa06": 560, "Oa08": 665, "Oa17": 865}
    _one(where / "geolocation.nc", {
        "lat": (np.rint(lat * 1e6).astype("int32"), {"scale_factor": 1e-6, "units": "degrees_north"}),
        "lon": (np.rint(lon * 1e6).astype("int32"), {"scale_factor": 1e-6, "units": "degrees_east"})})  # fmt: skip
    for band, nm in bands.items():
        values = np.rint(seen(x, y, day, nm) * 1e4).astype("int16")
        values[0, :4] = -10000
        _one(where / f"Syn_{band}_reflectance.nc", {f"SDR_{band}": (values, {"scale_factor": 1e-4, "fill": -10000})})
    hidden = cloudy(x, y, day).astype("uint8")
    words = {"flag_masks": np.array([1, 2], "uint8"), "flag_meanings": "CLOUD SNOW"} if described else {}
    _one(where / "flags.nc", {"CLOUD_flags": (hidden, words)})
    return where


def goci(folder: Path, day: date) -> Path:
    """GOCI-II level 2, rows and columns with positions in groups."""
    import h5py

    path = folder / f"GK2B_GOCI2_L2_{day:%Y%m%d}_021530_LA_S007_AC.nc"
    path.parent.mkdir(parents=True, exist_ok=True)
    x, y = swath(250)
    lat, lon = _degrees(x, y)
    with h5py.File(path, "w") as file:
        places = file.create_group("navigation_data")
        places.create_dataset("latitude", data=lat.astype("float32"))
        places.create_dataset("longitude", data=lon.astype("float32"))
        data = file.create_group("geophysical_data/RhoC")
        for nm in (490, 555, 660, 865):
            one = data.create_dataset(f"RhoC_{nm}", data=seen(x, y, day, nm).astype("float32"))
            one.attrs["_FillValue"] = np.float32(-999)
    return path


def sea_surface(folder: Path, day: date, product: str = "oisst") -> Path:
    """OISST (degrees Celsius, longitudes to 360, south first), or GHRSST level 4 (kelvin, packed)."""
    if product == "oisst":
        lat, lon = np.arange(-89.5, 90, 1.0), np.arange(0.5, 360, 1.0)
        path = folder / f"oisst-avhrr-v02r01.{day:%Y%m%d}.nc"
        file = NetCdf(path)
        file.axis("time", np.array([(day - date(1978, 1, 1)).days + 0.5]), units="days since 1978-01-01 12:00:00")
        file.axis("zlev", np.array([0.0], "float32"), units="meters")
        _geographic(file, lat.astype("float32"), lon.astype("float32"))
        values = np.rint(temperature(lat[:, None], lon[None, :], day) / 0.01 - 27315).astype("int16")
        values[(lat[:, None] > 60) & (lon[None, :] < 90)] = -999
        file.variable(
            "sst", ("time", "zlev", "lat", "lon"), values[None, None], -999, units="Celsius", scale_factor=0.01
        )
        file.variable(
            "err",
            ("time", "zlev", "lat", "lon"),
            np.full((1, 1, 180, 360), 20, "int16"),
            -999,
            units="Celsius",
            scale_factor=0.01,
        )
    else:
        lat, lon = np.arange(-89.75, 90, 0.5), np.arange(-179.75, 180, 0.5)
        path = folder / f"{day:%Y%m%d}120000-UKMO-L4_GHRSST-SSTfnd-OSTIA-GLOB-v02.0-fv02.0.nc"
        file = NetCdf(path)
        file.axis(
            "time",
            np.array([(day - date(1981, 1, 1)).days * 86400 + 43200], "int32"),
            units="seconds since 1981-01-01 00:00:00",
        )
        _geographic(file, lat.astype("float32"), lon.astype("float32"))
        values = np.rint((temperature(lat[:, None], lon[None, :], day) - 273.15) / 0.01).astype("int16")
        file.variable(
            "analysed_sst",
            ("time", "lat", "lon"),
            values[None],
            -32768,
            units="kelvin",
            scale_factor=0.01,
            add_offset=273.15,
        )
        mask = np.where(lat[:, None] > 80, 9, 1) + np.zeros((1, lon.size))
        file.variable("mask", ("time", "lat", "lon"), mask[None].astype("uint8"), flag_masks=np.array([1, 2, 4, 8], "uint8"),
                      flag_meanings="water land optional_lake_surface sea_ice")  # fmt: skip
    file.close()
    return path


def temperature(lat, lon, day: date):
    """Kelvin, varying with place and day."""
    return 285 + 12 * np.cos(np.radians(lat)) + 3 * np.sin(np.radians(lon) * 2) + day.day / 10


def era5(folder: Path, days: list[date], name: str = "era5_download.nc", new: bool = True) -> Path:
    """Hourly fields of a region, packed: the new layout of the CDS (valid_time) or the old one (time in hours since 1900)."""
    lat, lon = np.arange(60, 40, -1.0), np.arange(0, 30, 1.0)
    hours = [datetime(day.year, day.month, day.day, hour) for day in days for hour in (0, 6, 12, 18)]
    file = NetCdf(folder / name)
    if new:
        axis = "valid_time"
        seconds = np.array([(one - datetime(1970, 1, 1)).total_seconds() for one in hours])
        file.axis(axis, seconds.astype("float64"), units="seconds since 1970-01-01", standard_name="time")
        file.axis("latitude", lat, units="degrees_north")
        file.axis("longitude", lon, units="degrees_east")
    else:
        axis = "time"
        file.axis(axis, np.array([(one - datetime(1900, 1, 1)).total_seconds() / 3600 for one in hours], "int32"),
                  units="hours since 1900-01-01 00:00:0.0")  # fmt: skip
        file.axis("latitude", lat.astype("float32"), units="degrees_north")
        file.axis("longitude", lon.astype("float32"), units="degrees_east")
    fields = np.stack([temperature(lat[:, None], lon[None, :], one.date()) + one.hour / 6 for one in hours])
    packed = np.rint((fields - 290) / 0.002).astype("int16")
    file.variable(
        "sst", (axis, "latitude", "longitude"), packed, -32767, units="K", scale_factor=0.002, add_offset=290.0
    )
    rain = np.full(fields.shape, 0.001, "float32")
    file.variable("tp", (axis, "latitude", "longitude"), rain, units="m")
    file.close()
    return folder / name


def trmm(folder: Path, day: date, hour: int) -> Path:
    """TRMM 3B42: longitude is the first axis, so that a plain reader exchanges the axes."""
    lat, lon = np.arange(-49.5, 50, 1.0, "float32"), np.arange(-179.5, 180, 1.0, "float32")
    path = folder / f"3B42.{day:%Y%m%d}.{hour:02d}.7.nc4"
    file = NetCdf(path)
    file.axis("nlon", lon, units="degrees_east")
    file.axis("nlat", lat, units="degrees_north")
    values = (rain_rate(lat[None, :], lon[:, None]) + hour).astype("float32")
    values[:5] = -9999.9
    file.variable("precipitation", ("nlon", "nlat"), values, -9999.9, units="mm/hr")
    file.close()
    return path


def rain_rate(lat, lon):
    return 5 + 4 * np.cos(np.radians(lat)) * np.cos(np.radians(lon))


def _geographic(file: NetCdf, lat: np.ndarray, lon: np.ndarray) -> None:
    file.axis("lat", lat, units="degrees_north")
    file.axis("lon", lon, units="degrees_east")


def _one(path: Path, layers: dict) -> None:
    file = NetCdf(path)
    rows, cols = next(iter(layers.values()))[0].shape
    file.bare("rows", rows)
    file.bare("columns", cols)
    for name, (values, facts) in layers.items():
        facts = dict(facts)
        file.variable(name, ("rows", "columns"), values, facts.pop("fill", None), **facts)
    file.close()


def swath(pixel: float = 300) -> tuple[np.ndarray, np.ndarray]:
    """UTM places of the pixels of a swath that is turned by 12 degrees and covers the landscape."""
    count = int(EDGE * 1.5 / pixel)
    across, along = np.meshgrid(np.arange(count) * pixel, np.arange(count) * pixel)
    turn = np.radians(12)
    x = LEFT - 2500 + across * np.cos(turn) - along * np.sin(turn) + 1500
    y = TOP + 600 - along * np.cos(turn) - across * np.sin(turn) + 2000
    return x, y


def _degrees(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    from osgeo import osr

    to = osr.CoordinateTransformation(reference(UTM), reference(4326))
    found = np.array(to.TransformPoints(np.stack([x.ravel(), y.ravel()], 1).tolist()))
    return found[:, 1].reshape(x.shape), found[:, 0].reshape(x.shape)


__all__ = ["swath", "era5", "goci", "kelvin", "rain_rate", "sea_surface", "syn", "temperature", "trmm"]


def trmm_hdf4(folder: Path, day: date, hour: int) -> Path:
    """TRMM 3B42 as HDF4, without any axis: longitude first, both counted from the south-west."""
    from pyhdf.SD import SD, SDC

    path = folder / f"3B42.{day:%Y%m%d}.{hour:02d}.7.HDF"
    path.parent.mkdir(parents=True, exist_ok=True)
    lat, lon = np.arange(-49.875, 50, 0.25), np.arange(-179.875, 180, 0.25)
    values = rain_rate(lat[None, :], lon[:, None]).astype("float32")
    values[:8] = -9999.9
    file = SD(str(path), SDC.WRITE | SDC.CREATE)
    layer = file.create("precipitation", SDC.FLOAT32, values.shape)
    layer[:] = values
    layer.endaccess()
    file.end()
    return path


def imerg(folder: Path, day: date) -> Path:
    """GPM IMERG, half-hourly, HDF5 with axes in a group: time, longitude, latitude."""
    import h5py

    path = folder / f"3B-HHR.MS.MRG.3IMERG.{day:%Y%m%d}-S003000-E005959.0030.V07B.HDF5"
    path.parent.mkdir(parents=True, exist_ok=True)
    lat, lon = np.arange(-89.5, 90, 1.0, "float32"), np.arange(-179.5, 180, 1.0, "float32")
    with h5py.File(path, "w") as file:
        group = file.create_group("Grid")
        axes = {"time": np.array([(day - date(1980, 1, 6)).days * 86400 + 1800], "int32"), "lon": lon, "lat": lat}
        units = {"time": "seconds since 1980-01-06 00:00:00 UTC", "lon": "degrees_east", "lat": "degrees_north"}
        for name, values in axes.items():
            one = group.create_dataset(name, data=values)
            one.attrs["units"] = np.bytes_(units[name])
            one.make_scale(name)
        layer = group.create_dataset(
            "precipitation", data=rain_rate(lat[None, :], lon[:, None])[None].astype("float32")
        )
        layer.attrs["_FillValue"], layer.attrs["units"] = np.float32(-9999.9), np.bytes_("mm/hr")
        for place, name in enumerate(axes):
            layer.dims[place].attach_scale(group[name])
    return path


def gridsat(folder: Path, day: date, hour: int) -> Path:
    path = folder / f"GRIDSAT-B1.{day:%Y.%m.%d}.{hour:02d}.v02r01.nc"
    lat, lon = np.arange(-69.5, 70, 1.0, "float32"), np.arange(-179.5, 180, 1.0, "float32")
    file = NetCdf(path)
    file.axis("time", np.array([(day - date(1970, 1, 1)).days + hour / 24]), units="days since 1970-01-01 00:00:00")
    _geographic(file, lat, lon)
    values = np.rint((temperature(lat[:, None], lon[None, :], day) - 200) / 0.01).astype("int16")
    file.variable(
        "irwin_cdr", ("time", "lat", "lon"), values[None], -31999, units="kelvin", scale_factor=0.01, add_offset=200.0
    )
    file.close()
    return path

"""MODIS (HDF-EOS2) and VIIRS (HDF-EOS5) tiles, h18v04, with few pixels beyond the landscape, and AppEEARS' files of them."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import numpy as np

from .landscape import (
    EDGE,
    LEFT,
    RADIUS,
    SINUSOIDAL,
    TOP,
    UTM,
    Grid,
    cloudy,
    geotiff,
    kelvin,
    lake,
    reference,
    reflectance,
    seen,
)

MODIS = {1: 645, 2: 858, 3: 469, 4: 555, 5: 1240, 6: 1640, 7: 2130}
VIIRS_I = {"I1": 640, "I2": 865, "I3": 1610}
VIIRS_M = {"M3": 488, "M4": 555, "M5": 672, "M7": 865, "M8": 1240, "M10": 1610, "M11": 2250}
_TILE = 2 * math.pi * RADIUS / 36
_FULL = {500: 2400, 1000: 1200, 250: 4800}


def window(pixel: int) -> Grid:
    """The part of the tile around the landscape, with whole kilometre pixels, at the tile's own pixel size."""
    from osgeo import osr

    to = osr.CoordinateTransformation(reference(UTM), reference(SINUSOIDAL))
    corners = [to.TransformPoint(LEFT + dx, TOP - dy)[:2] for dx in (-800, EDGE + 800) for dy in (-800, EDGE + 800)]
    x, y = zip(*corners)
    big = _TILE / 1200
    top_of_tile = 5 * _TILE
    left, top = math.floor(min(x) / big), math.floor((top_of_tile - max(y)) / big)
    right, bottom = math.ceil(max(x) / big), math.ceil((top_of_tile - min(y)) / big)
    size, times = _TILE / _FULL[pixel], _FULL[pixel] // 1200
    return Grid(SINUSOIDAL, left * big, top_of_tile - top * big, size, (bottom - top) * times, (right - left) * times)


def stored(grid: Grid, day: date, nm: float, fill: int = -28672, clouds: bool = True) -> np.ndarray:
    values = np.rint(grid.mean(lambda x, y: (seen if clouds else reflectance)(x, y, day, nm)) * 1e4).astype("int16")
    values[:2, :2] = fill
    return values


def state(grid: Grid, day: date) -> np.ndarray:
    """state_1km: cloud in bits 0-1 and 10, land and water in bits 3-5."""
    share = grid.mean(lambda x, y: cloudy(x, y, day).astype("float32"))
    water = grid.mean(lambda x, y: lake(x, y).astype("float32"))
    return np.where(share > 0, 1 | 1 << 10 | 1 << 3, np.where(water > 0.5, 3 << 3, 1 << 3)).astype("uint16")


def modis(folder: Path, day: date, product: str = "MOD09GA", collection: str = "061", name: str = "") -> Path:
    """MOD09GA, MYD09GA, MOD09A1, MOD09Q1, MCD43A4, MOD13Q1, MOD11A1 or MOD21A1D as .hdf; collection 006 states scale 10000."""
    scale = 10000.0 if collection == "006" or product == "MOD13Q1" else 1e-4
    five, one, two = window(500), window(1000), window(250)
    facts = {"_FillValue": -28672, "scale_factor": scale, "add_offset": 0.0, "valid_range": (-100, 16000)}
    flags = {"_FillValue": 65535}
    grids: dict[str, tuple[Grid, dict[str, tuple[np.ndarray, dict]]]]
    if product in ("MOD09GA", "MYD09GA"):
        bands = {f"sur_refl_b{n:02d}_1": (stored(five, day, nm), facts) for n, nm in MODIS.items()}
        grids = {
            "MODIS_Grid_1km_2D": (one, {"num_observations_1km": (np.ones((one.rows, one.cols), "int8"), {}),
                                        "state_1km_1": (state(one, day), flags)}),
            "MODIS_Grid_500m_2D": (five, bands),
        }  # fmt: skip
    elif product == "MOD09A1":
        bands = {f"sur_refl_b{n:02d}": (stored(five, day, nm), facts) for n, nm in MODIS.items()}
        grids = {
            "MOD_Grid_500m_Surface_Reflectance": (five, {**bands, "sur_refl_state_500m": (state(five, day), flags)})
        }
    elif product == "MOD09Q1":
        bands = {f"sur_refl_b{n:02d}": (stored(two, day, MODIS[n]), facts) for n in (1, 2)}
        grids = {"MOD_Grid_250m_Surface_Reflectance": (two, {**bands, "sur_refl_state_250m": (state(two, day), flags)})}
    elif product == "MCD43A4":
        poor = (five.mean(lambda x, y: cloudy(x, y, day).astype("float32")) > 0).astype("uint8")
        own = {"_FillValue": 32767, "scale_factor": 1e-4, "add_offset": 0.0}
        layers = {f"BRDF_Albedo_Band_Mandatory_Quality_Band{n}": (poor * (n != 7), {"_FillValue": 255}) for n in MODIS}
        layers |= {f"Nadir_Reflectance_Band{n}": (stored(five, day, nm, 32767, False), own) for n, nm in MODIS.items()}
        grids = {"MOD_Grid_BRDF": (five, layers)}
    elif product == "MOD13Q1":
        red, nir = (two.mean(lambda x, y, nm=nm: reflectance(x, y, day, nm)) for nm in (645, 858))
        index = np.rint((nir - red) / (nir + red) * 1e4).astype("int16")
        index[:2, :2] = -3000
        poor = np.where(two.mean(lambda x, y: cloudy(x, y, day).astype("float32")) > 0, 3, 0).astype("int8")
        own = {"_FillValue": -3000, "scale_factor": scale, "add_offset": 0.0}
        grids = {"MODIS_Grid_16DAY_250m_500m_VI": (two, {
            "250m 16 days NDVI": (index, own), "250m 16 days red reflectance": (np.rint(red * 1e4).astype("int16"), own),
            "250m 16 days pixel reliability": (poor, {"_FillValue": -1})})}  # fmt: skip
    else:  # land surface temperature
        heat = np.rint(one.mean(lambda x, y: kelvin(x, y, day)) / 0.02).astype("uint16")
        heat[one.mean(lambda x, y: cloudy(x, y, day).astype("float32")) > 0] = 0
        own = {"_FillValue": 0, "scale_factor": 0.02, "add_offset": 0.0}
        night = np.where(heat > 0, heat - 600, 0).astype("uint16")
        named = {"LST_1KM": (heat, own)} if product.startswith("MOD21") else {
            "LST_Day_1km": (heat, own), "LST_Night_1km": (night, own)}  # fmt: skip
        grids = {
            "MODIS_Grid_Daily_1km_LST": (one, {**named, "QC_Day": (np.zeros(heat.shape, "uint8"), {"_FillValue": 0})})
        }
    path = folder / (name or f"{product}.A{day:%Y%j}.h18v04.{collection}.2023200123456.hdf")
    _hdf4(path, grids)
    return path


def viirs(folder: Path, day: date, collection: str = "002", product: str = "VNP09GA") -> Path:
    """VNP09GA as .h5, whose positions stand in the text of HDF-EOS only."""
    import h5py

    lead = "VIIRS" if collection == "002" else "VNP"
    path = folder / f"{product}.A{day:%Y%j}.h18v04.{collection}.2023200123456.h5"
    path.parent.mkdir(parents=True, exist_ok=True)
    grids = {f"{lead}_Grid_1km_2D": (window(1000), VIIRS_M), f"{lead}_Grid_500m_2D": (window(500), VIIRS_I)}
    with h5py.File(path, "w") as file:
        for name, (grid, bands) in grids.items():
            data = file.create_group(f"HDFEOS/GRIDS/{name}/Data Fields")
            for band, nm in bands.items():
                layer = data.create_dataset(f"SurfReflect_{band}_1", data=stored(grid, day, nm))
                layer.attrs["_FillValue"] = np.array([-28672], "int16")
                layer.attrs["scale_factor" if collection == "002" else "Scale"] = np.array([1e-4])
            if bands is VIIRS_M:
                hidden = grid.mean(lambda x, y: cloudy(x, y, day).astype("float32")) > 0
                data.create_dataset("SurfReflect_QF1_1", data=np.where(hidden, 3 << 2 | 2, 2).astype("uint8"))
                data.create_dataset("SurfReflect_QF2_1", data=np.ones((grid.rows, grid.cols), "uint8"))
        text = _struct({name: (grid, {}) for name, (grid, _) in grids.items()}, "HE5_GCTP_SNSOID")
        file.create_group("HDFEOS INFORMATION").create_dataset("StructMetadata.0", data=np.bytes_(text))
    return path


def appeears(folder: Path, day: date, seconds: bool = False) -> list[Path]:
    """MOD09A1 from AppEEARS: a GeoTIFF for each layer, dated by the day of the year."""
    grid = window(500)
    when = f"doy{day:%Y%j}" + ("000000" if seconds else "")
    made = [geotiff(folder / f"MOD09A1.061_sur_refl_b{n:02d}_{when}_aid0001.tif", grid, [stored(grid, day, nm)], -28672,
                    scale=(1e-4, 0)) for n, nm in MODIS.items()]  # fmt: skip
    made.append(
        geotiff(folder / f"MOD09A1.061_sur_refl_state_500m_{when}_aid0001.tif", grid, [state(grid, day)], 65535)
    )
    return made


def _struct(grids: dict, projection: str = "GCTP_SNSOID") -> str:
    parts = []
    for number, (name, (grid, layers)) in enumerate(grids.items(), 1):
        fields = "".join(
            f'\t\t\tOBJECT=DataField_{n}\n\t\t\t\tDataFieldName="{layer}"\n\t\t\t\tDataType=DFNT_{values.dtype.name.upper()}\n'
            f'\t\t\t\tDimList=("YDim","XDim")\n\t\t\tEND_OBJECT=DataField_{n}\n'
            for n, (layer, (values, _)) in enumerate(layers.items(), 1)
        )  # fmt: skip
        right, bottom = grid.left + grid.cols * grid.pixel, grid.top - grid.rows * grid.pixel
        parts.append(
            f'\tGROUP=GRID_{number}\n\t\tGridName="{name}"\n\t\tXDim={grid.cols}\n\t\tYDim={grid.rows}\n'
            f"\t\tUpperLeftPointMtrs=({grid.left:.6f},{grid.top:.6f})\n\t\tLowerRightMtrs=({right:.6f},{bottom:.6f})\n"
            f"\t\tProjection={projection}\n\t\tProjParams=({RADIUS:.6f},0,0,0,0,0,0,0,0,0,0,0,0)\n\t\tSphereCode=-1\n"
            f"\t\tGridOrigin=HDFE_GD_UL\n\t\tGROUP=Dimension\n\t\tEND_GROUP=Dimension\n\t\tGROUP=DataField\n{fields}"
            f"\t\tEND_GROUP=DataField\n\t\tGROUP=MergedFields\n\t\tEND_GROUP=MergedFields\n\tEND_GROUP=GRID_{number}\n"
        )
    return (
        "GROUP=SwathStructure\nEND_GROUP=SwathStructure\nGROUP=GridStructure\n" + "".join(parts)
        + "END_GROUP=GridStructure\nGROUP=PointStructure\nEND_GROUP=PointStructure\nEND\n"
    )  # fmt: skip


def _hdf4(path: Path, grids: dict) -> None:
    from pyhdf.HDF import HC, HDF
    from pyhdf.SD import SD, SDC
    from pyhdf.V import V  # noqa: F401 - gives HDF its vgstart

    kinds = {"int8": SDC.INT8, "uint8": SDC.UINT8, "int16": SDC.INT16, "uint16": SDC.UINT16}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    file, references = SD(str(path), SDC.WRITE | SDC.CREATE), {}
    for name, (_, layers) in grids.items():
        for layer, (values, facts) in layers.items():
            made = file.create(layer, kinds[values.dtype.name], values.shape)
            made.dim(0).setname(f"YDim:{name}")
            made.dim(1).setname(f"XDim:{name}")
            for key, value in facts.items():
                made.attr(key).set(SDC.FLOAT64 if isinstance(value, float) else kinds[values.dtype.name], value)
            made[:] = values
            references.setdefault(name, []).append(made.ref())
            made.endaccess()
    file.attr("HDFEOSVersion").set(SDC.CHAR, "HDFEOS_V2.19")
    file.attr("StructMetadata.0").set(SDC.CHAR, _struct(grids))
    file.end()
    hdf = HDF(str(path), HC.WRITE)
    groups = hdf.vgstart()
    for name, found in references.items():
        grid = groups.create(name)
        grid._class = "GRID"
        fields = groups.create("Data Fields")
        fields._class = "GRID Vgroup"
        for one in found:
            fields.add(HC.DFTAG_NDG, one)
        grid.insert(fields)
        fields.detach()
        grid.detach()
    groups.end()
    hdf.close()

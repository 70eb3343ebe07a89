"""Version and proxy settings of QGIS, for `core.runtime.environment` and pip."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from qgis.core import Qgis, QgsSettings
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QT_VERSION_STR

# Each of these variables means that the user has already configured a proxy for pip.
_PROXIES = ("PIP_PROXY", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
_SCHEMES = {"HttpProxy": "http", "HttpCachingProxy": "http", "Socks5Proxy": "socks5"}


def qgis_facts() -> dict[str, str]:
    """Returns names and versions for `core.runtime.environment.examine`."""
    from osgeo import gdal

    return {
        "QGIS": Qgis.QGIS_VERSION,
        "Qt": f"{QT_VERSION_STR}, PyQt {PYQT_VERSION_STR}",
        "GDAL": gdal.VersionInfo("RELEASE_NAME"),
    }


def proxy_variables(known: Mapping[str, str]) -> dict[str, str]:
    """Returns QGIS' proxy as variables for pip; empty if QGIS has none, or the user has configured one for pip."""
    settings = QgsSettings()
    scheme = _SCHEMES.get(str(settings.value("proxy/proxyType", "")))
    host = str(settings.value("proxy/proxyHost", "") or "")
    if not settings.value("proxy/proxyEnabled", False, bool) or not scheme or not host or set(_PROXIES) & set(known):
        return {}
    user, secret = (str(settings.value(f"proxy/{key}", "") or "") for key in ("proxyUser", "proxyPassword"))
    login = f"{quote(user, safe='')}:{quote(secret, safe='')}@" if user else ""
    port = str(settings.value("proxy/proxyPort", "") or "")
    address = f"{scheme}://{login}{host}{f':{port}' if port else ''}"
    return {"HTTPS_PROXY": address, "HTTP_PROXY": address}

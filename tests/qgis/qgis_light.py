"""A program for a new process: loads the plugin as QGIS does and reports which large packages were imported."""

LIGHT_START = """
import importlib.util, os, sys, time
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import QgsApplication
application = QgsApplication([], False)
application.initQgis()
root = sys.argv[1]
before = set(sys.modules)
started = time.perf_counter()
spec = importlib.util.spec_from_file_location("stfusion", root + "/__init__.py", submodule_search_locations=[root])
module = importlib.util.module_from_spec(spec)
sys.modules["stfusion"] = module
spec.loader.exec_module(module)
plugin = module.classFactory(None)
plugin.initProcessing()
provider = QgsApplication.processingRegistry().providerById("stfusion")
for algorithm in provider.algorithms():
    algorithm.create().parameterDefinitions()
seconds = time.perf_counter() - started
heavy = sorted({"torch", "numba", "rasterio", "scipy", "matplotlib"} & set(sys.modules))
plugin.unload()
assert QgsApplication.processingRegistry().providerById("stfusion") is None
print(f"loaded: {seconds:.2f} s, heavy: {heavy}")
sys.stdout.flush()
os._exit(0)
"""

<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh" sourcelanguage="en">
<context>
    <name>STFusion</name>
    <message>
        <source>{} is missing; choose where to save '{}'.</source>
        <translation>缺少 {}；请指定“{}”的写出位置。</translation>
    </message>
    <message>
        <source>Did you mean {}?</source>
        <translation>您是指 {} 吗？</translation>
    </message>
    <message>
        <source>There is no parameter {}; it is ignored.</source>
        <translation>没有参数 {}，已忽略。</translation>
    </message>
    <message>
        <source>STFusion: compile kernels for this computer</source>
        <translation>STFusion：为本计算机编译计算内核</translation>
    </message>
    <message>
        <source>Kernels could not be compiled in the background, so the first runs compile them: {}</source>
        <translation>无法在后台编译计算内核，将在首次运行时编译：{}</translation>
    </message>
    <message>
        <source>STFusion: check environment</source>
        <translation>STFusion：检查环境</translation>
    </message>
    <message>
        <source>A folder with wheel files that are used instead of the network. Empty: pip's own settings.</source>
        <translation>用来代替网络的 wheel 文件所在文件夹。留空：采用 pip 自身的设置。</translation>
    </message>
    <message>
        <source>Install packages</source>
        <translation>安装软件包</translation>
    </message>
    <message>
        <source>Cancel installation</source>
        <translation>取消安装</translation>
    </message>
    <message>
        <source>Installing packages. You can continue to work with QGIS.</source>
        <translation>正在安装软件包。您可以继续使用 QGIS。</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>Cancelled; nothing was installed.</source>
        <translation>已取消；没有安装任何东西。</translation>
    </message>
    <message>
        <source>Select packages to install.</source>
        <translation>请选择要安装的软件包。</translation>
    </message>
    <message>
        <source>All packages are installed.</source>
        <translation>所有软件包均已安装。</translation>
    </message>
    <message>
        <source>System information (include it in bug reports):</source>
        <translation>系统信息（报告错误时请附上）：</translation>
    </message>
    <message>
        <source>Installing downloads about {} MB with pip into the folder {}. The numpy and GDAL of QGIS and everything outside that folder stay unchanged.</source>
        <translation>安装将用 pip 下载约 {} MB 到文件夹 {}。QGIS 的 numpy 和 GDAL 以及该文件夹之外的一切保持不变。</translation>
    </message>
    <message>
        <source>Folder with wheels (offline)</source>
        <translation>wheel 文件夹（离线）</translation>
    </message>
    <message>
        <source>In a terminal</source>
        <translation>在终端中</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>{}: {} (about {} MB)</source>
        <translation>{}：{}（约 {} MB）</translation>
    </message>
    <message>
        <source>STFusion: install packages</source>
        <translation>STFusion：安装软件包</translation>
    </message>
    <message>
        <source>The installation stopped with an internal error ({}: {}).</source>
        <translation>安装因自身错误而中止（{}：{}）。</translation>
    </message>
    <message>
        <source>Installed in {}: {}.</source>
        <translation>已安装到 {}：{}。</translation>
    </message>
    <message>
        <source>{} cannot be started ({}); install the packages with the command that is shown.</source>
        <translation>无法启动 {}（{}）；请用所示命令安装软件包。</translation>
    </message>
    <message>
        <source>To cite STFusion, cite the paper of the method that you used (see its help page) and this version of STFusion.</source>
        <translation>引用 STFusion 时，请引用所用方法的论文（见其帮助页）以及本版本的 STFusion。</translation>
    </message>
    <message>
        <source>Spatiotemporal fusion of fine and coarse satellite images in QGIS.</source>
        <translation>在 QGIS 中对精细与粗分辨率卫星影像进行时空融合。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 2 or later.</source>
        <translation>自由软件，遵循 GNU 通用公共许可证第 2 版或更高版本。</translation>
    </message>
    <message>
        <source>STFusion: spatiotemporal fusion</source>
        <translation>STFusion：时空融合</translation>
    </message>
    <message>
        <source>About STFusion</source>
        <translation>关于 STFusion</translation>
    </message>
    <message>
        <source>Getting started</source>
        <translation>入门教程</translation>
    </message>
    <message>
        <source>Which method?</source>
        <translation>选择哪种方法？</translation>
    </message>
    <message>
        <source>Load sample data</source>
        <translation>加载示例数据</translation>
    </message>
    <message>
        <source>Fuse series</source>
        <translation>序列融合</translation>
    </message>
    <message>
        <source>Check environment</source>
        <translation>检查环境</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>安装</translation>
    </message>
    <message>
        <source>Python packages are not installed: {} (about {} MB to download).</source>
        <translation>以下 Python 软件包尚未安装：{}（需下载约 {} MB）。</translation>
    </message>
    <message>
        <source>{} ran out of memory; set a smaller block size, such as 128, or close other programs.</source>
        <translation>{} 内存不足；请设置较小的分块大小（如 128），或关闭其他程序。</translation>
    </message>
    <message>
        <source>{} stopped with an internal error ({}); please report it together with the log.</source>
        <translation>{} 因自身错误而停止（{}）；请连同日志一起报告。</translation>
    </message>
    <message>
        <source>Split requires a data set; choose its folder in Data set.</source>
        <translation>划分需要数据集；请在“数据集”中选择其文件夹。</translation>
    </message>
    <message>
        <source>Folder of a data set of the field, such as CIA, LGC, Wuhan, Daxing, AHB or Tianjin, as downloaded. Its fine and coarse images are used in addition to the lists.</source>
        <translation>领域数据集的文件夹，如 CIA、LGC、Wuhan、Daxing、AHB 或 Tianjin，按下载时的样子。除列表外，还使用其精细与粗影像。</translation>
    </message>
    <message>
        <source>Name of a published split of the data set, such as survey; the tool Data set lists them. Empty: no split.</source>
        <translation>数据集的已发表划分的名称，例如 survey；“数据集”工具会列出它们。留空：不划分。</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Published split</source>
        <translation>已发表的划分</translation>
    </message>
    <message>
        <source>{} has no split '{}'; available splits: {}.</source>
        <translation>{} 没有划分“{}”；可用的划分：{}。</translation>
    </message>
    <message>
        <source>Masks of fine images</source>
        <translation>精细影像的掩膜</translation>
    </message>
    <message>
        <source>Rasters that are not 0 for cloudy or invalid pixels of the fine image of the same date; matched by date.</source>
        <translation>该日期精细影像有云或有缺陷处值不为 0 的栅格；按日期匹配。</translation>
    </message>
    <message>
        <source>Masks of coarse images</source>
        <translation>粗影像的掩膜</translation>
    </message>
    <message>
        <source>Rasters that are not 0 for cloudy or invalid pixels of the coarse image of the same date; matched by date.</source>
        <translation>该日期粗影像有云或有缺陷处值不为 0 的栅格；按日期匹配。</translation>
    </message>
    <message>
        <source>Date pattern</source>
        <translation>日期模式</translation>
    </message>
    <message>
        <source>Regular expression for dates in file names that are not detected automatically, with named groups: Y year, m month, d day, j day of the year, b month name, y two-digit year. For example (?P&lt;Y&gt;\d{4})d(?P&lt;j&gt;\d{3}) for 2015d365. It applies to all lists and folders, and takes precedence over file tags.</source>
        <translation>当文件名中的日期无法自动识别时使用的正则表达式，采用命名组：Y 年、m 月、d 日、j 年内日序、b 月份名称、y 两位数年份。例如 2015d365 用 (?P&lt;Y&gt;\d{4})d(?P&lt;j&gt;\d{3})。用于所有列表和文件夹，并优先于标签。</translation>
    </message>
    <message>
        <source>File name pattern of fine images</source>
        <translation>精细影像的文件名</translation>
    </message>
    <message>
        <source>Files in the folder that are fine images, such as fine_*.tif; **/*.tif includes subfolders.</source>
        <translation>文件夹中哪些文件是精细影像，例如 fine_*.tif;**/*.tif 也查找子文件夹。</translation>
    </message>
    <message>
        <source>File name pattern of coarse images</source>
        <translation>粗影像的文件名</translation>
    </message>
    <message>
        <source>Files in the folder that are coarse images, such as MOD09*.tif.</source>
        <translation>文件夹中哪些文件是粗影像，例如 MOD09*.tif。</translation>
    </message>
    <message>
        <source>File name pattern of fine masks</source>
        <translation>精细影像掩膜的文件名</translation>
    </message>
    <message>
        <source>Files in the folder of fine images that are masks, such as *_mask_*.tif. Empty: none.</source>
        <translation>精细影像文件夹中哪些文件是掩膜，例如 *_mask_*.tif；留空表示没有。</translation>
    </message>
    <message>
        <source>File name pattern of coarse masks</source>
        <translation>粗影像掩膜的文件名</translation>
    </message>
    <message>
        <source>Files in the folder of coarse images that are masks. Empty: none.</source>
        <translation>粗影像文件夹中哪些文件是掩膜；留空表示没有。</translation>
    </message>
    <message>
        <source>Coarse band for each fine band</source>
        <translation>各精细波段对应的粗波段</translation>
    </message>
    <message>
        <source>For example 3 4 1 2 6 7 for Landsat with MODIS; 0 skips a fine band. Empty: bands are matched by name, otherwise by order.</source>
        <translation>例如 Landsat 配 MODIS 为 3 4 1 2 6 7;0 表示不使用该精细波段。留空：取同名波段，否则按相同顺序。</translation>
    </message>
    <message>
        <source>Date pattern '{}' matches no file name, such as {}; correct it or leave it empty.</source>
        <translation>日期模式“{}”在任何名称（如 {}）中都找不到日期；请改正或留空。</translation>
    </message>
    <message>
        <source>There are no {} images; choose the images or their folder.</source>
        <translation>没有 {} 影像；请选择影像或其所在文件夹。</translation>
    </message>
    <message>
        <source>The mask pattern '{}' requires the folder of the images; choose the folder.</source>
        <translation>掩膜模式“{}”需要影像所在文件夹；请选择。</translation>
    </message>
    <message>
        <source>The folder {} cannot be created ({}); choose another folder.</source>
        <translation>无法创建文件夹 {}({})；请另选。</translation>
    </message>
    <message>
        <source>Coarse image (VIIRS, Sentinel-3, MODIS, ...) of the same date as fine image {}. Any grid, CRS and extent; it is aligned with the fine grid.</source>
        <translation>与精细影像 {} 同一日期的粗影像（VIIRS、Sentinel-3、MODIS 等）。格网、CRS 和范围不限；会与精细格网对齐。</translation>
    </message>
    <message>
        <source>Multispectral image of a date with a panchromatic and a coarse image. The result has its bands, data type and nodata value.</source>
        <translation>同时有全色影像和粗影像那一天的多光谱影像。其波段、数据类型和无数据值即为结果所采用。</translation>
    </message>
    <message>
        <source>Panchromatic image of the same date as fine image {}: one band with smaller pixels. The result has the grid of panchromatic image 1.</source>
        <translation>与精细影像 {} 同一天的全色影像：一个波段，像元更细。结果采用第一幅全色影像的格网。</translation>
    </message>
    <message>
        <source>Coarse image of the target date</source>
        <translation>目标日期的粗影像</translation>
    </message>
    <message>
        <source>Coarse image of the date to predict.</source>
        <translation>需要预测精细影像那一天的粗影像。</translation>
    </message>
    <message>
        <source>Land-cover classes of the first date: a raster of integers, or polygons. Without a class map, the fine image is classified automatically.</source>
        <translation>第一个日期的土地覆盖类别：整数栅格或多边形。没有时由精细影像自行分类。</translation>
    </message>
    <message>
        <source>Field of the polygons with the class. Empty: each polygon is a separate class.</source>
        <translation>多边形中存放类别的字段；没有时每个多边形自成一类。</translation>
    </message>
    <message>
        <source>Raster that is not 0 for pixels with clouds, shadows or invalid values on this date; any grid. Pixels masked in a pair are not used from that pair; pixels masked on the target date become nodata.</source>
        <translation>云、阴影或缺陷使该日期不可用处值不为 0 的栅格；格网不限。影像对日期上被掩膜的像元在该对中不计，目标日期上被掩膜的像元成为无数据。</translation>
    </message>
    <message>
        <source>auto: detect from the data. Otherwise the factor to reflectance for both sensors (0.0001), factor and offset (0.0000275-0.2), or two factors, for fine and coarse images (0.0001 1). The value used is written to the log.</source>
        <translation>auto 由文件得出。也可给出两种传感器共用的系数（0.0001）、系数与偏置（0.0000275-0.2），或精细与粗各一个（0.0001 1）。日志会说明所用的值。</translation>
    </message>
    <message>
        <source>Resampling used to align coarse images with the fine grid. Ignored if they are already aligned.</source>
        <translation>把粗影像对齐到精细格网所用的重采样方法。已对齐的影像忽略此项。</translation>
    </message>
    <message>
        <source>auto: CUDA if available, otherwise CPU. cuda: never falls back to the CPU.</source>
        <translation>auto：有 CUDA 时使用 CUDA，否则使用 CPU。cuda：绝不退回 CPU。</translation>
    </message>
    <message>
        <source>Side length of the processing blocks. Smaller blocks need less memory; the result does not depend on it.</source>
        <translation>处理场景时的分块边长。分块越小占用内存越少；结果相同。</translation>
    </message>
    <message>
        <source>Uncertainty</source>
        <translation>不确定性</translation>
    </message>
    <message>
        <source>Uncertainty and number of similar pixels</source>
        <translation>不确定性与相似像元数</translation>
    </message>
    <message>
        <source>Fine image (Landsat, Sentinel-2, ...) of a date with both sensors. The result has its grid, bands, data type and nodata value.</source>
        <translation>两种传感器都有观测那一天的精细影像（Landsat、Sentinel-2 等）。其格网、波段、数据类型和无数据值即为结果所采用。</translation>
    </message>
    <message>
        <source>Fine image of a second pair, preferably on the other side of the target date.</source>
        <translation>第二个影像对，最好在目标日期的另一侧。两种传感器都有观测的另一天的精细影像。</translation>
    </message>
    <message>
        <source>Target date</source>
        <translation>目标日期</translation>
    </message>
    <message>
        <source>Only required if the date cannot be detected from the layer, file tags or file name.</source>
        <translation>仅当无法从图层、文件标签或文件名识别日期时需要。</translation>
    </message>
    <message>
        <source>Class map</source>
        <translation>分类图</translation>
    </message>
    <message>
        <source>Class field</source>
        <translation>类别字段</translation>
    </message>
    <message>
        <source>Scale factor</source>
        <translation>比例系数</translation>
    </message>
    <message>
        <source>Resampling of coarse images</source>
        <translation>粗影像的重采样</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Block size (fine pixels, 0 = automatic)</source>
        <translation>分块大小（精细像元，0 = 自动）</translation>
    </message>
    <message>
        <source>Predicted fine image</source>
        <translation>预测的精细影像</translation>
    </message>
    <message>
        <source>GeoTIFF with the grid, data type, scale factor and nodata value of fine image 1.</source>
        <translation>GeoTIFF，格网、数据类型、比例系数和无数据值同精细影像 1。</translation>
    </message>
    <message>
        <source>GeoTIFF with the grid of panchromatic image 1, and the data type, scale factor and nodata value of fine image 1.</source>
        <translation>GeoTIFF，采用全色影像 1 的格网以及精细影像 1 的数据类型、比例和无数据值。</translation>
    </message>
    <message>
        <source>Additional bands contain the number of similar pixels per band.</source>
        <translation>这些波段之后是每个波段的相似像元数。</translation>
    </message>
    <message>
        <source>Additional fine images</source>
        <translation>更多精细影像</translation>
    </message>
    <message>
        <source>Fine images of additional pairs, in any order. Each is matched with the additional coarse image of its date.</source>
        <translation>更多影像对的精细影像，顺序不限。每幅与同日期的粗影像配对。</translation>
    </message>
    <message>
        <source>Additional coarse images</source>
        <translation>更多粗影像</translation>
    </message>
    <message>
        <source>Coarse images of the additional pairs, in any order; dates are read from layers, tags or file names.</source>
        <translation>更多影像对的粗影像，顺序不限；日期从图层、标签或文件名读取。</translation>
    </message>
    <message>
        <source>Only required if the date cannot be detected from the layers, file tags or file names, or is detected wrongly.</source>
        <translation>仅当图层、标签和文件名都不含日期或日期有误时才需要。</translation>
    </message>
    <message>
        <source>With two or more pairs, the target date must be between them. Select to allow a target date before the first or after the last pair.</source>
        <translation>有两个或更多影像对时，目标日期应位于它们之间。勾选后，也预测第一对之前或最后一对之后的日期。</translation>
    </message>
    <message>
        <source>Mask of the target date</source>
        <translation>目标日期的掩膜</translation>
    </message>
    <message>
        <source>Fine image {}</source>
        <translation>精细影像 {}</translation>
    </message>
    <message>
        <source>Coarse image {}</source>
        <translation>粗影像 {}</translation>
    </message>
    <message>
        <source>Allow target dates outside the pairs</source>
        <translation>允许目标日期在影像对之外</translation>
    </message>
    <message>
        <source>Panchromatic image {}</source>
        <translation>全色影像 {}</translation>
    </message>
    <message>
        <source>Date of pair {}</source>
        <translation>影像对 {} 的日期</translation>
    </message>
    <message>
        <source>Mask of pair {}</source>
        <translation>影像对 {} 的掩膜</translation>
    </message>
    <message>
        <source>{} is missing; choose a raster.</source>
        <translation>缺少“{}”；请选择一个栅格。</translation>
    </message>
    <message>
        <source>For networks that delineate fields (dstfnet): polygons, a raster with a positive number for each field, or a raster of extent, boundary and distance. Ignored by other networks.</source>
        <translation>供勾绘农田的网络（dstfnet）使用：多边形、每块农田为大于 0 编号的栅格，或范围、边界和距离的栅格。其他网络不读取它。</translation>
    </message>
    <message>
        <source>Drawn fields</source>
        <translation>已勾绘的农田</translation>
    </message>
    <message>
        <source>Drawn fields are missing; this network requires them for training. Choose polygons or a label raster.</source>
        <translation>缺少已勾绘的农田；此网络从中学习：请选择多边形或标签栅格。</translation>
    </message>
    <message>
        <source>There are {} very fine images, but this network uses one; choose one image, or set a file name pattern that matches one file.</source>
        <translation>有 {} 幅极高分辨率影像；此网络只取一幅：请选定，或缩小名称范围。</translation>
    </message>
    <message>
        <source>{}: layer '{}' is not a raster layer; choose raster layers only.</source>
        <translation>{}：图层“{}”不是栅格图层；请只选择栅格图层。</translation>
    </message>
    <message>
        <source>{}: layer '{}' uses the data provider {}; export it to a GeoTIFF first.</source>
        <translation>{}：图层“{}”来自 {} 服务；请先导出为 GeoTIFF。</translation>
    </message>
    <message>
        <source>{}: '{}' cannot be opened as a raster; choose another file or layer.</source>
        <translation>{}：“{}”无法作为栅格打开；请选择其他文件或图层。</translation>
    </message>
    <message>
        <source>{}: {} is a product as delivered ({}); convert it with Import product first.</source>
        <translation>{}：{} 是按原样交付的产品（{}）；请先用“导入产品”转换。</translation>
    </message>
    <message>
        <source>Class field: '{}' has no field {}; choose an existing field.</source>
        <translation>类别字段：“{}”没有字段 {}；请选择它的某个字段。</translation>
    </message>
    <message>
        <source>{} is '{}'; choose one of: {}.</source>
        <translation>{} 为“{}”；请从下列值中选择：{}。</translation>
    </message>
    <message>
        <source>{}: '{}' has no polygons; choose a raster or a polygon layer.</source>
        <translation>{}：“{}”没有多边形；请选择栅格或多边形图层。</translation>
    </message>
    <message>
        <source>{}: '{}' is not available; choose from: {}.</source>
        <translation>{}：没有“{}”；请从下列值中选择：{}。</translation>
    </message>
    <message>
        <source>The coarse image of the target date is missing; choose the coarse image of the date to predict.</source>
        <translation>缺少目标日期的粗影像；请选择所需日期的粗栅格。</translation>
    </message>
    <message>
        <source>{}: {} rasters are given, but one is required; set {} once.</source>
        <translation>{}：此处只需要一个栅格，却给出了 {} 个；{} 只能指定一次。</translation>
    </message>
    <message>
        <source>Panchromatic image {} is missing; this method requires a panchromatic image of the same date for each fine image.</source>
        <translation>缺少全色影像 {}；此方法要求每幅精细影像都有同一天的全色影像。</translation>
    </message>
    <message>
        <source>{} is missing; a pair requires a fine and a coarse image of the same date.</source>
        <translation>缺少“{}”；一个影像对需要同一日期的精细影像和粗影像。</translation>
    </message>
    <message>
        <source>each pair of one date, and the coarse image of the target date. Coarse images can have any grid, CRS, extent, band order and scale factor.</source>
        <translation>每对同一日期，以及目标日期的粗影像。粗影像的格网、坐标系、范围、波段顺序和比例系数不限。</translation>
    </message>
    <message>
        <source>; needs weights or two pairs</source>
        <translation>；需要权重或两个影像对</translation>
    </message>
    <message>
        <source> with a panchromatic image</source>
        <translation>（各附一幅全色影像）</translation>
    </message>
    <message>
        <source>{} was not prepared; this is an internal error.</source>
        <translation>{} 未做好准备；这是程序自身的错误。</translation>
    </message>
    <message>
        <source>Inputs: {} or more pairs of fine and coarse images</source>
        <translation>需要：{} 对或更多的精细影像与粗影像</translation>
    </message>
    <message>
        <source>Inputs: 1 pair of fine and coarse images</source>
        <translation>需要：1 对精细影像与粗影像</translation>
    </message>
    <message>
        <source>Outputs: the fine image of the target date, with the grid and data type of fine image 1, and with its date for the Temporal Controller.</source>
        <translation>输出：目标日期的精细影像，格网和类型同精细影像 1，并带有供时态控制器使用的日期。</translation>
    </message>
    <message>
        <source>Outputs: the fine image of the target date, with the grid of panchromatic image 1 and the data type of fine image 1, and with its date for the Temporal Controller.</source>
        <translation>结果: 目标日期的精细影像，采用全色影像 1 的格网和精细影像 1 的类型，并带有供时态控制器使用的日期。</translation>
    </message>
    <message>
        <source>{} uncertainty, {}</source>
        <translation>{} 不确定性，{}</translation>
    </message>
    <message>
        <source>Inputs: {} to {} pairs of fine and coarse images</source>
        <translation>需要：{} 到 {} 对精细影像与粗影像</translation>
    </message>
    <message>
        <source>Use it when: {}</source>
        <translation>适用情形：{}</translation>
    </message>
    <message>
        <source>Use another method when: {}</source>
        <translation>不适用情形：{}</translation>
    </message>
    <message>
        <source>Source: {}. {}</source>
        <translation>来源：{}。{}</translation>
    </message>
    <message>
        <source>Reference: {}</source>
        <translation>文献：{}</translation>
    </message>
    <message>
        <source>Inputs: {} pairs of fine and coarse images</source>
        <translation>需要：{} 对精细影像与粗影像</translation>
    </message>
    <message>
        <source>Start here</source>
        <translation>从这里开始</translation>
    </message>
    <message>
        <source>Classical methods</source>
        <translation>经典方法</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Prepare and assess</source>
        <translation>准备与评价</translation>
    </message>
    <message>
        <source>Parcels and other data</source>
        <translation>地块与其他数据</translation>
    </message>
    <message>
        <source>spatiotemporal fusion</source>
        <translation>时空融合</translation>
    </message>
    <message>
        <source>observed</source>
        <translation>观测</translation>
    </message>
    <message>
        <source>{}: a list or mapping is given, but a single value is required; set {} to one text or number.</source>
        <translation>{}：此处需要单个值，却给出了列表或映射；请将 {} 写成一个文本或数值。</translation>
    </message>
    <message>
        <source>{}: the value of {} contains a null character; remove it.</source>
        <translation>{}：{} 的值含有空字符；请删除。</translation>
    </message>
    <message>
        <source>Assess</source>
        <translation>精度评价</translation>
    </message>
    <message>
        <source>Compares a prediction with a reference: accuracy measures, an error raster and a report.</source>
        <translation>把预测影像与参考影像比较：精度指标、误差栅格和报告。</translation>
    </message>
    <message>
        <source>Compares a predicted image with the fine image observed on the same date: RMSE, MAE, bias, correlation, R2, SSIM, PSNR, UIQI, SAM and ERGAS, and the agreement of edges and texture (Zhu et al. 2022), for each band and as the mean over all bands.</source>
        <translation>把预测影像与同一天的观测影像比较：RMSE、MAE、偏差、相关系数、R2、SSIM、PSNR、UIQI、SAM 和 ERGAS，以及边缘与纹理的一致性（Zhu 等 2022），逐波段给出，并给出所有波段的平均。</translation>
    </message>
    <message>
        <source>Simple guesses: the log and the report begin with a comparison of the prediction with the best simple guess, such as: 30 % better than the best simple guess (two-sided coarse change). Simple guesses are computed from the optional images without a fusion method: fine image unchanged (F1); enlarged coarse image (C2); coarse change (F1 + C2 - C1); two-sided coarse change, the mean of F + C2 - C of the pair before and the pair after the target date. F: fine image; C: coarse image, enlarged to the fine grid; 1: nearest pair; 2: target date. RMSE values are compared over the same pixels; differences below 1 % count as equal.</source>
        <translation>简单估计：日志和报告的第一行给出预测与最佳简单估计的比较，例如：比最佳简单估计（双侧粗影像变化）好 30 %。简单估计由可选输入的影像算出，不用融合方法：精细影像不变（F1）；放大的粗影像（C2）；粗影像变化（F1 + C2 - C1）；双侧粗影像变化，即目标日期之前一对与之后一对的 F + C2 - C 的平均。F：精细影像；C：放大到精细格网的粗影像；1：最近的影像对；2：目标日期。RMSE 在相同像元上比较；相差小于 1 % 视为相同。</translation>
    </message>
    <message>
        <source>Outputs: all measures as numbers, for use in models; the comparison with the best simple guess as text and as a number; a table (CSV) of all bands; a raster of prediction minus reference, in stored units of the reference; and a report (one HTML page) with maps, scatter plots, histograms, the all-round diagram and the definitions of all measures.</source>
        <translation>输出：所有指标的数值，供模型使用；与最佳简单估计的比较，为文字和数值；包含所有波段的表格（CSV）；预测减参考的栅格，单位为参考影像的存储单位；以及一个 HTML 页面的报告，含地图、散点图、直方图、全面评价图和所有指标的定义。</translation>
    </message>
    <message>
        <source>All-round diagram: with the fine image of the pair and the coarse image of the target date, the diagram shows the sectors that a good prediction lies in.</source>
        <translation>全面评价图：给出影像对的精细影像和目标日期的粗影像时，图中标出好的预测所在的扇区。</translation>
    </message>
    <message>
        <source>Compared pixels: all pixels that are valid in both images and not masked, on the grid of the prediction. A reference with another grid is resampled, with a warning.</source>
        <translation>比较范围：两幅影像中均有效且未被掩膜的像元，在预测影像的格网上比较。格网不同的参考影像会重采样到该格网并给出警告。</translation>
    </message>
    <message>
        <source>Units: RMSE, MAE, BIAS and the error raster are in stored units of the reference, such as reflectance x 10000. Measures that are not defined, such as SAM of a single band, are NaN.</source>
        <translation>单位：RMSE、MAE、BIAS 和误差栅格采用参考影像的存储单位，例如反射率乘 10000。没有定义的指标（如单波段的 SAM）为非数（NaN）。</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测影像</translation>
    </message>
    <message>
        <source>Raster to assess. The comparison uses its grid.</source>
        <translation>待评价的栅格；比较在它的格网上进行。</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考影像</translation>
    </message>
    <message>
        <source>Fine image observed on the same date, used as truth.</source>
        <translation>同一天观测到的精细影像，视为真值。</translation>
    </message>
    <message>
        <source>GeoTIFF of prediction minus reference with one band per compared band; blue: too low, red: too high.</source>
        <translation>GeoTIFF，预测减参考，逐波段；从蓝色（偏低）到红色（偏高）显示。</translation>
    </message>
    <message>
        <source>One HTML page that needs no network connection.</source>
        <translation>一个 HTML 页面，内容齐全，无需网络即可打开。</translation>
    </message>
    <message>
        <source>Coarse image of the pair</source>
        <translation>影像对的粗影像</translation>
    </message>
    <message>
        <source>Coarse image of the date of the fine image of the pair. Required for the coarse change (DC).</source>
        <translation>影像对精细影像当日的粗影像。粗影像变化（DC）需要它。</translation>
    </message>
    <message>
        <source>Fine image of the second pair</source>
        <translation>第二对的精细影像</translation>
    </message>
    <message>
        <source>Fine image of a pair on the other side of the target date. With its coarse image and both images of the first pair, the two-sided coarse change (DC2) is computed; the dates must be known.</source>
        <translation>目标日期另一侧的影像对的精细影像。与其粗影像以及第一对的两幅影像一起，可算出双侧粗影像变化（DC2）；日期必须已知。</translation>
    </message>
    <message>
        <source>Coarse image of the second pair</source>
        <translation>第二对的粗影像</translation>
    </message>
    <message>
        <source>Coarse image of the date of the fine image of the second pair.</source>
        <translation>第二对精细影像当日的粗影像。</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>Raster that is not 0 for pixels to exclude from the comparison; any grid.</source>
        <translation>不参与比较的像元处值不为 0 的栅格；格网不限。</translation>
    </message>
    <message>
        <source>For example 3 4 1 2; 0 skips a band of the prediction. Empty: bands are matched by name, otherwise by order.</source>
        <translation>例如 3 4 1 2;0 表示不使用预测影像的该波段。留空：取同名波段，否则按相同顺序。</translation>
    </message>
    <message>
        <source>auto: detect from the data. Otherwise the factor to reflectance for all images, or two factors, for fine and coarse images.</source>
        <translation>auto：由数据识别。否则为所有影像共用的反射率系数，或两个系数，分别用于精细影像和粗影像。</translation>
    </message>
    <message>
        <source>Used for ERGAS. 0: measured from the coarse image; without one, the pixel size factor of ERGAS is 1.</source>
        <translation>用于 ERGAS。0：由粗影像测得；没有粗影像时，ERGAS 的像元大小因子为 1。</translation>
    </message>
    <message>
        <source>A neighbour counts as brighter if it exceeds the centre pixel by more than this value.</source>
        <translation>邻域像元超过中心像元的值大于此数时才算更亮。</translation>
    </message>
    <message>
        <source>Date of the prediction</source>
        <translation>预测影像的日期</translation>
    </message>
    <message>
        <source>Side length of the blocks in which images are compared. The results do not depend on it.</source>
        <translation>比较影像时的分块边长；任何大小得到的数值都相同。</translation>
    </message>
    <message>
        <source>Number of compared pixels</source>
        <translation>参与比较的像元数</translation>
    </message>
    <message>
        <source>Comparison with the best simple guess</source>
        <translation>与最佳简单估计的比较</translation>
    </message>
    <message>
        <source>RMSE reduction compared with the best simple guess (%)</source>
        <translation>相对最佳简单估计的 RMSE 减少（%）</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Fine image of the pair</source>
        <translation>影像对的精细影像</translation>
    </message>
    <message>
        <source>Fine image that the prediction is based on. Unchanged, it is a simple guess (F0). Also used for the all-round diagram.</source>
        <translation>预测所依据的精细影像。原样取用即为一种简单估计（F0）。也用于全面评价图。</translation>
    </message>
    <message>
        <source>Enlarged to the fine grid (bilinear), it is a simple guess (CP). Required for the coarse change. Also used for the all-round diagram; its pixel size is used for ERGAS.</source>
        <translation>放大到精细格网（双线性）即为一种简单估计（CP）。粗影像变化需要它。也用于全面评价图；其像元大小用于 ERGAS。</translation>
    </message>
    <message>
        <source>Error raster</source>
        <translation>误差栅格</translation>
    </message>
    <message>
        <source>Assessment report</source>
        <translation>评价报告</translation>
    </message>
    <message>
        <source>HTML files (*.html)</source>
        <translation>HTML 文件 (*.html)</translation>
    </message>
    <message>
        <source>CSV file with one row per band and one row for all bands, for the prediction and each simple guess.</source>
        <translation>CSV 文件，预测和每种简单估计均为每个波段一行，所有波段合计一行。</translation>
    </message>
    <message>
        <source>Reference band for each band</source>
        <translation>各波段对应的参考波段</translation>
    </message>
    <message>
        <source>Resolution ratio (coarse / fine)</source>
        <translation>分辨率比（粗 / 精细）</translation>
    </message>
    <message>
        <source>Noise level of the texture measure (reflectance)</source>
        <translation>纹理指标的噪声水平（反射率）</translation>
    </message>
    <message>
        <source>Block size (pixels, 0 = automatic)</source>
        <translation>分块大小（像元，0 = 自动）</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Compare methods</source>
        <translation>方法比较</translation>
    </message>
    <message>
        <source>Runs several fusion methods on a scene with known truth and compares accuracy, time and memory.</source>
        <translation>在有真值的场景上运行多种融合方法，比较精度、时间和内存。</translation>
    </message>
    <message>
        <source>Coarse images of the pairs are missing; choose at least one.</source>
        <translation>缺少影像对的粗影像；请至少选择一幅。</translation>
    </message>
    <message>
        <source>Runs fusion methods on one scene and compares their predictions with an observed image: accuracy, time and memory. All methods are evaluated on the same pixels, those that every method predicted.</source>
        <translation>在一个场景上运行各融合方法，并把预测与观测影像比较：精度、时间和内存。所有方法都在相同像元（每种方法均有预测的像元）上评价。</translation>
    </message>
    <message>
        <source>Truth: the fine image observed on the target date. Without it, each pair is predicted from the others; with three or more pairs, only pairs that have others before and after them.</source>
        <translation>真值：目标日期观测到的精细影像。没有时，逐对留出并由其余影像对预测；有三对或更多时，只留出前后都有其他影像对的那些。</translation>
    </message>
    <message>
        <source>Methods: all methods that the pairs allow, or a selection. A method that takes fewer pairs gets the nearest ones. Failed methods are reported and skipped.</source>
        <translation>方法：影像对允许的全部方法，或所选方法。需要较少影像对的方法取最近的影像对。失败的方法会被报告并跳过。</translation>
    </message>
    <message>
        <source>Simple guesses: the log and the report begin with a comparison of the best method with the best simple guess. Table and report list four guesses that need no fusion method: fine image unchanged (F1); enlarged coarse image (C2); coarse change (F1 + C2 - C1); two-sided coarse change, the mean of F + C2 - C of the nearest pairs before and after the target date, if there are any. F: fine image; C: coarse image; 1: nearest pair; 2: target date.</source>
        <translation>简单估计：日志和报告的第一行给出最佳方法与最佳简单估计的比较。表格和报告列出四种不用融合方法的估计：精细影像不变（F1）；放大的粗影像（C2）；粗影像变化（F1 + C2 - C1）；双侧粗影像变化，即目标日期之前和之后最近影像对的 F + C2 - C 的平均（若两侧都有影像对）。F：精细影像；C：粗影像；1：最近的影像对；2：目标日期。</translation>
    </message>
    <message>
        <source>Outputs: a table (CSV) of all measures, time and peak memory; a report (one HTML page) with predictions and errors of the methods side by side and the best value of each measure highlighted; and, optionally, the predictions.</source>
        <translation>输出：包含每个指标、时间和峰值内存的表格（CSV）；一个 HTML 页面的报告，并排显示各方法的预测和误差，并标出每个指标的最佳值；需要时还有预测结果。</translation>
    </message>
    <message>
        <source>Limits: the results are valid for this scene and these dates; the ranking can differ in other landscapes. Memory is the peak memory of the process minus its memory before the run, on Linux and Windows.</source>
        <translation>局限：结果只对这个场景和这些日期有效；在其他景观中排序可能不同。内存为进程的峰值内存减去运行前的内存，适用于 Linux 和 Windows。</translation>
    </message>
    <message>
        <source>Fine images of the pairs</source>
        <translation>影像对的精细影像</translation>
    </message>
    <message>
        <source>One or more fine images. Each is matched with the coarse image of its date.</source>
        <translation>一幅或多幅精细影像；每幅与同日期的粗影像配对。</translation>
    </message>
    <message>
        <source>Coarse images of the pairs</source>
        <translation>影像对的粗影像</translation>
    </message>
    <message>
        <source>Coarse images of the same dates, in any order.</source>
        <translation>相同日期的粗影像，顺序不限。</translation>
    </message>
    <message>
        <source>Empty: all methods that the pairs allow; networks only if their weights are set in Options of the methods. Networks selected here without weights are trained on the scene first, which takes minutes each.</source>
        <translation>留空：影像对允许的全部方法；网络仅在“各方法的选项”中设置了权重时才参与。在此选择但没有权重的网络先在该场景上训练，每个需要数分钟。</translation>
    </message>
    <message>
        <source>Options of the methods</source>
        <translation>各方法的选项</translation>
    </message>
    <message>
        <source>Id of a method and its options; separate methods by |. Example: starfm: WINDOW=31; CLASSES=6 | fsdaf: NEIGHBOURS=30. Empty: defaults.</source>
        <translation>方法的标识及其选项，方法之间用 | 分隔，例如 starfm: WINDOW=31; CLASSES=6 | fsdaf: NEIGHBOURS=30。留空采用默认值。</translation>
    </message>
    <message>
        <source>Mask of the truth</source>
        <translation>真值掩膜</translation>
    </message>
    <message>
        <source>Raster that is not 0 for pixels to exclude from the evaluation, such as clouds in the truth.</source>
        <translation>不参与评价的像元（如真值中的云）值不为 0 的栅格。</translation>
    </message>
    <message>
        <source>Masks of the fine images</source>
        <translation>精细影像的掩膜</translation>
    </message>
    <message>
        <source>Methods that need pairs on both sides of the target date may use two pairs on one side.</source>
        <translation>需要日期两侧影像对的方法，也可以使用同一侧的两对。</translation>
    </message>
    <message>
        <source>CSV file with one row per method, date and band, and one row per method for all bands; simple guesses follow.</source>
        <translation>CSV 文件，每个方法、日期和波段一行，每个方法的所有波段合计一行；其后为简单估计。</translation>
    </message>
    <message>
        <source>Folder for the prediction of each method. Empty: predictions are not saved.</source>
        <translation>保存各方法预测结果的文件夹。留空：不保存预测结果。</translation>
    </message>
    <message>
        <source>Id of the method with the smallest RMSE</source>
        <translation>RMSE 最小的方法的标识</translation>
    </message>
    <message>
        <source>Number of compared methods</source>
        <translation>参与比较的方法数</translation>
    </message>
    <message>
        <source>Number of failed methods</source>
        <translation>失败的方法数</translation>
    </message>
    <message>
        <source>Comparison of the best method with the best simple guess</source>
        <translation>最佳方法与最佳简单估计的比较</translation>
    </message>
    <message>
        <source>Required if a truth is given. Leave empty to predict each pair from the others.</source>
        <translation>给出真值时需要。留空则由其余影像对预测每一对。</translation>
    </message>
    <message>
        <source>Truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>Fine image observed on the target date. Empty: each pair is predicted from the others.</source>
        <translation>目标日期观测到的精细影像。留空：由其余影像对预测每一对。</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Comparison report</source>
        <translation>比较报告</translation>
    </message>
    <message>
        <source>Folder for the predictions</source>
        <translation>预测结果文件夹</translation>
    </message>
    <message>
        <source>Fine images of the pairs are missing; choose at least one.</source>
        <translation>缺少影像对的精细影像；请至少选择一幅。</translation>
    </message>
    <message>
        <source>{} of the best method</source>
        <translation>最佳方法的 {}</translation>
    </message>
    <message>
        <source>Coregister</source>
        <translation>影像配准</translation>
    </message>
    <message>
        <source>Estimates and corrects the sub-pixel shift of a coarse image relative to a fine image.</source>
        <translation>以精细像元的几分之一的精度求出粗影像相对精细影像的偏移，并将其消除。</translation>
    </message>
    <message>
        <source>not shifted, low confidence</source>
        <translation>未移动，偏移不可靠</translation>
    </message>
    <message>
        <source>Gridded coarse images can be misregistered by up to half a coarse pixel, which is many fine pixels and reduces the accuracy of a fusion. This tool estimates the shift relative to a fine image of about the same date and shifts the coarse image.</source>
        <translation>格网化的粗影像可能偏移多达半个像元，相当于许多精细像元，会破坏融合。本工具求出它相对日期相近的精细影像的偏移，并移动粗影像。</translation>
    </message>
    <message>
        <source>Algorithm: the fine image is blurred with the point-spread function of a coarse sensor (Gaussian, sigma 0.5 coarse pixel) and interpolated at the positions of the coarse pixels. correlation searches for the shift with the highest correlation; phase uses the phases of the spectra (Kuglin and Hines 1975). Gain, offset and haze of a sensor have no effect. In simulated scenes, shifts of up to a coarse pixel are estimated with an accuracy of 0.1 fine pixel.</source>
        <translation>做法：用粗传感器的点扩散函数（高斯，标准差 0.5 个粗像元）模糊精细影像，并在粗像元位置处内插取值。correlation 寻找两者最一致的偏移；phase 在两者频谱的相位中寻找（Kuglin 和 Hines 1975）。传感器的增益、偏置和霾不起作用。在模拟场景中，不超过一个粗像元的偏移可求到 0.1 个精细像元。</translation>
    </message>
    <message>
        <source>Large scenes: a maximum of 25 patches of 40 x 40 coarse pixels, distributed over the scene, are compared, so that time and memory do not grow with the scene. One shift is estimated for the whole scene, without rotation.</source>
        <translation>大场景：最多检查 25 个分布于整个场景的 40 x 40 粗像元图块，因此时间和内存不随场景增大。整个场景只求一个偏移，不求旋转。</translation>
    </message>
    <message>
        <source>Outputs: the coarse image with all its bands, with corrected position and unchanged values, or resampled to its original grid; the shift in map units of the coarse image and in fine pixels, to the right and down; and a confidence.</source>
        <translation>输出：位置已校正、保留全部波段和数值的粗影像；或重采样到原格网的影像；以粗影像地图单位和精细像元（向右、向下）表示的偏移；以及置信度。</translation>
    </message>
    <message>
        <source>Confidence: the correlation at the shift, multiplied by the share of parts of the scene whose own best shift agrees within a quarter of a coarse pixel. Below the minimum confidence, the image is written without a correction, with a warning.</source>
        <translation>置信度：该偏移处的相关系数，乘以自身最佳偏移与之相差不到四分之一粗像元的分区所占比例。低于最低置信度时影像原样写出并给出警告。</translation>
    </message>
    <message>
        <source>Limits: changes between both images and unmasked clouds reduce the confidence. For a coarse image that was already resampled to smaller pixels, set the resolution ratio.</source>
        <translation>局限：两幅影像之间的变化以及未被掩膜的云会降低置信度。事先放大过的粗影像需要说明其像元之比。</translation>
    </message>
    <message>
        <source>Fine image</source>
        <translation>精细影像</translation>
    </message>
    <message>
        <source>Reference raster with the correct position; it is not changed.</source>
        <translation>位置正确的栅格；保持不变。</translation>
    </message>
    <message>
        <source>Coarse image</source>
        <translation>粗影像</translation>
    </message>
    <message>
        <source>Raster to shift; any grid, CRS and band order.</source>
        <translation>要移动的栅格；格网、坐标系和波段顺序不限。</translation>
    </message>
    <message>
        <source>correlation is more accurate; phase is faster and less affected by gradual changes.</source>
        <translation>correlation 更准确；phase 更快，且较少受渐变的影响。</translation>
    </message>
    <message>
        <source>Maximum search distance in each direction.</source>
        <translation>向上、下、左、右搜索的最大范围。</translation>
    </message>
    <message>
        <source>georeference shifts the image without changing its pixels. resample keeps its grid. measure only writes no image.</source>
        <translation>georeference 移动影像而保持像元不变。resample 保持其格网。measure only 不写出任何文件。</translation>
    </message>
    <message>
        <source>GeoTIFF; not required for measure only.</source>
        <translation>GeoTIFF；仅测量时不需要。</translation>
    </message>
    <message>
        <source>Bands to compare: a name such as nir, a number, or pairs of fine and coarse band numbers such as 4:2. Empty: all bands that match by name, wavelength or order.</source>
        <translation>用于比较的波段：波段名（如 nir）、波段号，或精细与粗波段号的配对（如 4:2）。留空：按名称、波长或顺序匹配的全部波段。</translation>
    </message>
    <message>
        <source>Mask or quality layer of the fine image</source>
        <translation>精细影像的掩膜或质量图层</translation>
    </message>
    <message>
        <source>Quality layer, recognized by its name, or a mask that is not 0 for pixels to exclude.</source>
        <translation>由名称识别的质量图层，或不应使用处值不为 0 的掩膜。</translation>
    </message>
    <message>
        <source>Mask or quality layer of the coarse image</source>
        <translation>粗影像的掩膜或质量图层</translation>
    </message>
    <message>
        <source>As for the fine image. It only affects which pixels are compared; the output pixels are not masked.</source>
        <translation>与精细影像相同；它只决定比较哪些像元，写出的像元保持不变。</translation>
    </message>
    <message>
        <source>Resolution ratio of the coarse sensor. 0 = automatic: from the size of the coarse pixels.</source>
        <translation>粗传感器的分辨率比。0 = 自动：由粗像元大小得出。</translation>
    </message>
    <message>
        <source>Below this value the image is not shifted, and a warning is logged. 0 = always shift.</source>
        <translation>低于该值时影像不移动并给出警告；0 表示总是移动。</translation>
    </message>
    <message>
        <source>Only used if the image is resampled to its original grid.</source>
        <translation>仅在把影像重采样到原格网时使用。</translation>
    </message>
    <message>
        <source>Shift in x (map units of the coarse image)</source>
        <translation>x 方向偏移（粗影像的地图单位）</translation>
    </message>
    <message>
        <source>Shift in y (map units of the coarse image)</source>
        <translation>y 方向偏移（粗影像的地图单位）</translation>
    </message>
    <message>
        <source>Shift to the right (fine pixels)</source>
        <translation>向右偏移（精细像元）</translation>
    </message>
    <message>
        <source>Shift down (fine pixels)</source>
        <translation>向下偏移（精细像元）</translation>
    </message>
    <message>
        <source>Confidence (0 to 1)</source>
        <translation>置信度（0 到 1）</translation>
    </message>
    <message>
        <source>Correlation at the shift</source>
        <translation>该偏移处的相关系数</translation>
    </message>
    <message>
        <source>1 if the shift was applied, else 0</source>
        <translation>已应用偏移为 1，否则为 0</translation>
    </message>
    <message>
        <source>shifted by {}, {} map units</source>
        <translation>移动 {}、{} 地图单位</translation>
    </message>
    <message>
        <source>Coarse</source>
        <translation>粗影像</translation>
    </message>
    <message>
        <source>coregistered</source>
        <translation>已配准</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Maximum shift (coarse pixels)</source>
        <translation>最大偏移（粗像元）</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用方式</translation>
    </message>
    <message>
        <source>Shifted coarse image</source>
        <translation>移动后的粗影像</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>波段</translation>
    </message>
    <message>
        <source>Minimum confidence</source>
        <translation>最低置信度</translation>
    </message>
    <message>
        <source>Resampling</source>
        <translation>重采样</translation>
    </message>
    <message>
        <source>Recognizes a data set of the field (CIA, LGC, AHB, ...), checks it and loads it as dated groups.</source>
        <translation>识别领域数据集（CIA、LGC、AHB 等），检查并按带日期的组加载。</translation>
    </message>
    <message>
        <source>Recognizing the data set</source>
        <translation>识别数据集</translation>
    </message>
    <message>
        <source>Reading images</source>
        <translation>读取影像</translation>
    </message>
    <message>
        <source>Opens the data sets of the list Awesome Remote Sensing Spatiotemporal Fusion Models in the layouts in which they are distributed, without renaming files.</source>
        <translation>按发布时的目录结构打开 Awesome Remote Sensing Spatiotemporal Fusion Models 列表中的数据集，无需重命名文件。</translation>
    </message>
    <message>
        <source>Inputs: the folder of the data set. The data set is recognized by file names and dates, or selected. For other data sets, select generic and enter two patterns.</source>
        <translation>输入：数据集的文件夹。数据集由文件名和日期识别，也可手动选择。对于其他数据集，请选择 generic 并输入两个模式。</translation>
    </message>
    <message>
        <source>Outputs: dated layers of fine and coarse images, pairs, published splits into training, validation and test dates, and the results of the checks in dataset.json and dates.csv. Arrays (.npy) are converted to GeoTIFF, gridded products are imported, and stations become points and a table.</source>
        <translation>输出：精细与粗影像的带日期图层、影像对、已发表的训练/验证/测试日期划分，以及检查结果，写入 dataset.json 和 dates.csv。数组（.npy）转换为 GeoTIFF，格网产品被导入，站点变为点和表格。</translation>
    </message>
    <message>
        <source>Checks: images without a partner, sizes, number of bands, and the band order of both sensors, by correlation.</source>
        <translation>检查：没有对应影像的影像、大小、波段数，以及由相关性判断的两种传感器波段顺序。</translation>
    </message>
    <message>
        <source>Use it further: Train network, Fuse series and Compare methods also take the folder of a data set of image pairs, and a published split.</source>
        <translation>进一步使用：“训练网络”、“融合序列”和“比较方法”也接受影像对数据集的文件夹及已发表的划分。</translation>
    </message>
    <message>
        <source>Limits: data sets are not downloaded; licences and citations are listed in dataset.json. AHB, Daxing and Tianjin are stretched to 8 bits and contain no reflectance.</source>
        <translation>限制：不下载数据集；许可与引用列于 dataset.json。AHB、Daxing 和 Tianjin 拉伸为 8 位，不含反射率。</translation>
    </message>
    <message>
        <source>Folder that contains the files of the data set; subfolders are searched.</source>
        <translation>包含数据集文件的文件夹；会搜索子文件夹。</translation>
    </message>
    <message>
        <source>auto: recognized by file names and dates. generic: any data set, with the patterns below.</source>
        <translation>auto：由文件名和日期识别。generic：任意数据集，使用下面的模式。</translation>
    </message>
    <message>
        <source>Folder for dataset.json, dates.csv and converted images.</source>
        <translation>存放 dataset.json、dates.csv 和转换后影像的文件夹。</translation>
    </message>
    <message>
        <source>Images of the data set</source>
        <translation>数据集的影像</translation>
    </message>
    <message>
        <source>Description (dataset.json)</source>
        <translation>说明（dataset.json）</translation>
    </message>
    <message>
        <source>Name of the data set</source>
        <translation>数据集名称</translation>
    </message>
    <message>
        <source>Number of dates</source>
        <translation>日期数</translation>
    </message>
    <message>
        <source>Number of pairs</source>
        <translation>影像对数</translation>
    </message>
    <message>
        <source>Number of problems</source>
        <translation>问题数</translation>
    </message>
    <message>
        <source>The results would be written into the data set; choose another output folder.</source>
        <translation>结果会写入数据集中；请选择其他输出文件夹。</translation>
    </message>
    <message>
        <source>Folder of the data set</source>
        <translation>数据集的文件夹</translation>
    </message>
    <message>
        <source>For stations without positions in their files: CSV file with the columns station, lon and lat.</source>
        <translation>用于文件中没有位置的站点：包含 station、lon 和 lat 列的 CSV 文件。</translation>
    </message>
    <message>
        <source>Pattern of fine images</source>
        <translation>精细影像的模式</translation>
    </message>
    <message>
        <source>For generic: regular expression for paths of fine images below the folder, with named groups for the date, such as Landsat/L_(?P&lt;Y&gt;\d{4})(?P&lt;m&gt;\d\d)(?P&lt;d&gt;\d\d)\.tif.</source>
        <translation>用于 generic：文件夹下精细影像路径的正则表达式，日期用命名组，例如 Landsat/L_(?P&lt;Y&gt;\d{4})(?P&lt;m&gt;\d\d)(?P&lt;d&gt;\d\d)\.tif。</translation>
    </message>
    <message>
        <source>Pattern of coarse images</source>
        <translation>粗影像的模式</translation>
    </message>
    <message>
        <source>For generic: as for the fine images.</source>
        <translation>用于 generic：同精细影像。</translation>
    </message>
    <message>
        <source>For generic: maximum number of days between the dates of the images of a pair.</source>
        <translation>用于 generic：一对影像日期之间的最大天数。</translation>
    </message>
    <message>
        <source>Check images</source>
        <translation>检查影像</translation>
    </message>
    <message>
        <source>Compares sizes, numbers of bands and the band order of both sensors.</source>
        <translation>比较大小、波段数和两种传感器的波段顺序。</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <source>Data set: {}.</source>
        <translation>数据集：{}。</translation>
    </message>
    <message>
        <source>List of stations</source>
        <translation>站点列表</translation>
    </message>
    <message>
        <source>Maximum time gap of a pair (days)</source>
        <translation>影像对的最大时间间隔（天）</translation>
    </message>
    <message>
        <source>The folder {} does not exist; choose the folder of the data set.</source>
        <translation>文件夹 {} 不存在；请选择数据集的文件夹。</translation>
    </message>
    <message>
        <source>Number of pairs: {}. Unit: {}.</source>
        <translation>影像对数：{}。单位：{}。</translation>
    </message>
    <message>
        <source>Published splits: {}.</source>
        <translation>已发表的划分：{}。</translation>
    </message>
    <message>
        <source>{}: number of dates {}, {} to {}.</source>
        <translation>{}：日期数 {}，{} 至 {}。</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Polygons</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Field parcels</source>
        <translation>农田地块</translation>
    </message>
    <message>
        <source>Inputs: a very fine image (1 to 3 m) of a date on which field boundaries are visible, dated images of a coarser sensor over the season, with pixels about 8 times as wide, and weights from Train network. Any grid, CRS and scale factor.</source>
        <translation>需要: 一幅能看清农田的某日极高分辨率影像（1 至 3 m）、整个生长季中较粗传感器的带日期影像（像元约宽 8 倍），以及“训练网络”得到的权重。格网、坐标参考系和比例不限。</translation>
    </message>
    <message>
        <source>Outputs: a raster of three bands from 0 to 1: field probability, boundary probability, and the distance to the field boundary divided by its maximum in the field; and, optionally, the field parcels as polygons with area and mean probability.</source>
        <translation>结果: 取值 0 至 1 的三波段栅格：农田概率、边界概率，以及到农田边缘的距离与其最大值之比；如有需要，还给出带面积和平均概率的多边形轮廓。</translation>
    </message>
    <message>
        <source>Limits: weights are only valid for fields similar to the training fields; other regions or sensors require other weights. A CUDA device is recommended; on a CPU, train the network with size small.</source>
        <translation>局限: 它只认识学习过的农田：换了区域或传感器，就需要另外的权重。建议使用 CUDA 设备；在 CPU 上训练时规模选 small。</translation>
    </message>
    <message>
        <source>Very fine image</source>
        <translation>极高分辨率影像</translation>
    </message>
    <message>
        <source>Image with visible field boundaries and with the bands that the weights were trained with. The result has its grid.</source>
        <translation>能看清农田的影像，波段与训练权重时相同。结果采用其格网。</translation>
    </message>
    <message>
        <source>Folder of the series</source>
        <translation>序列文件夹</translation>
    </message>
    <message>
        <source>Folder of the dated images of the coarser sensor. All rasters are used unless a file name pattern is set.</source>
        <translation>其中的栅格为较粗传感器的带日期影像；可用模式缩小范围。</translation>
    </message>
    <message>
        <source>Weights file written by Train network for this network and these bands.</source>
        <translation>“训练网络”为此网络和这些波段写出的文件。</translation>
    </message>
    <message>
        <source>GeoTIFF with three bands from 0 to 1 on the grid of the very fine image: extent, boundary and distance.</source>
        <translation>极高分辨率影像格网上取值 0 至 1 的三波段 GeoTIFF：范围、边界和距离。</translation>
    </message>
    <message>
        <source>One polygon per field with number, area in square metres and mean probability; GeoPackage is recommended. Empty: no polygons are created.</source>
        <translation>每块农田一个多边形，带编号、面积（平方米）和平均概率，最好存为 GeoPackage。不给名称则不绘制。</translation>
    </message>
    <message>
        <source>Images of the series</source>
        <translation>序列影像</translation>
    </message>
    <message>
        <source>Images of the coarser sensor, in addition to the folder or instead of it.</source>
        <translation>较粗传感器的影像，可与文件夹中的影像并用或代替之。</translation>
    </message>
    <message>
        <source>Number of field parcels</source>
        <translation>农田地块数</translation>
    </message>
    <message>
        <source>Field parcels: the polygons cannot be written; choose another file, such as parcels.gpkg.</source>
        <translation>无法写出多边形；请为其选择另一文件，例如 parcels.gpkg。</translation>
    </message>
    <message>
        <source>The very fine image is missing; choose a raster with visible field boundaries.</source>
        <translation>缺少极高分辨率影像；请选择能看清农田的栅格。</translation>
    </message>
    <message>
        <source>File name pattern of the series</source>
        <translation>序列影像名称</translation>
    </message>
    <message>
        <source>Files in the folder that belong to the series, such as S2*.tif.</source>
        <translation>文件夹中哪些文件是序列影像，例如 S2*.tif。</translation>
    </message>
    <message>
        <source>Minimum extent probability of a pixel in a polygon.</source>
        <translation>范围概率达到多少时像元可属于多边形。</translation>
    </message>
    <message>
        <source>Fields are grown from the pixels below this value. Smaller values separate more fields, but lose narrow ones.</source>
        <translation>低于此值的像元是农田生长的起点。取值越小分开的农田越多，但会丢失狭窄的农田。</translation>
    </message>
    <message>
        <source>Smaller fields get no polygon.</source>
        <translation>像元更少的农田不生成多边形。</translation>
    </message>
    <message>
        <source>Scale factor of the series</source>
        <translation>序列的比例系数</translation>
    </message>
    <message>
        <source>auto: detect from the data. Otherwise the factor to reflectance, such as 0.0001. The very fine image is stretched by its own values.</source>
        <translation>auto 从文件中确定，或给出系数，如 0.0001。极高分辨率影像按其自身数值拉伸。</translation>
    </message>
    <message>
        <source>Side length of the tiles. Neighbouring tiles overlap and are blended. Larger tiles need more memory.</source>
        <translation>一次计算的方块边长；相邻方块重叠并融合。越大所需内存越多。</translation>
    </message>
    <message>
        <source>Minimum field probability</source>
        <translation>农田最小概率</translation>
    </message>
    <message>
        <source>Minimum boundary probability</source>
        <translation>边界最小概率</translation>
    </message>
    <message>
        <source>Minimum field size (pixels)</source>
        <translation>最小农田 (像元)</translation>
    </message>
    <message>
        <source>Tile size (fine pixels, 0 = as published)</source>
        <translation>图块大小 (精细像元，0 = 同来源)</translation>
    </message>
    <message>
        <source>Reports the installed packages and CUDA devices, and how to install missing packages.</source>
        <translation>说明有哪些软件包和 CUDA 设备，以及如何获得缺少的部分。</translation>
    </message>
    <message>
        <source>Reports the versions of QGIS, its Python, GDAL, rasterio, numpy, scipy, numba, torch and safetensors, the CUDA devices, and missing packages. It requires none of these packages.</source>
        <translation>检查 QGIS、其 Python、GDAL、rasterio、numpy、scipy、numba、torch、safetensors 和 CUDA 设备，并说明缺少什么。它自身不需要其中任何软件包。</translation>
    </message>
    <message>
        <source>Outputs: a text for bug reports, the names of missing packages, the command that installs them for the Python of this QGIS, and the number of CUDA devices.</source>
        <translation>输出：可粘贴到问题报告中的文本、缺少的软件包名称、为本 QGIS 的 Python 安装它们的确切命令，以及 CUDA 设备数。</translation>
    </message>
    <message>
        <source>Install: use Plugins, STFusion, Check environment and install packages. After confirmation, packages are installed into a separate folder; packages of QGIS take precedence over it. numpy and GDAL of QGIS are never changed.</source>
        <translation>安装：“插件”菜单中的“STFusion、检查环境并安装软件包”会在询问后安装到单独的文件夹，QGIS 自带的软件包优先于它。绝不改动 QGIS 的 numpy 和 GDAL。</translation>
    </message>
    <message>
        <source>Limits: every package is imported to detect broken installations; this takes some seconds for torch.</source>
        <translation>局限：每个软件包都会真正加载，以便发现损坏的软件包；加载 torch 需要几秒钟。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Missing packages</source>
        <translation>缺少的软件包</translation>
    </message>
    <message>
        <source>Install command</source>
        <translation>安装命令</translation>
    </message>
    <message>
        <source>Number of CUDA devices</source>
        <translation>CUDA 设备数</translation>
    </message>
    <message>
        <source>Install the missing packages with: {} and restart QGIS.</source>
        <translation>请用以下命令安装缺少的软件包：{}，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Predicts fine images for many dates and loads them as a group for the Temporal Controller.</source>
        <translation>预测多个日期的精细影像，并作为可动画播放的图层组加载。</translation>
    </message>
    <message>
        <source>Importing products</source>
        <translation>导入产品</translation>
    </message>
    <message>
        <source>Fusing the series</source>
        <translation>融合序列</translation>
    </message>
    <message>
        <source>Predicts the fine image of every date with a coarse image, or of selected dates, with any fusion method. The best pairs are selected for each date; results that several dates share are computed once.</source>
        <translation>用任一融合方法预测每个有粗影像的日期，或您指定的日期。为每个日期选择最佳影像对；各日期共用的部分只计算一次。</translation>
    </message>
    <message>
        <source>Inputs: two folders or lists, of fine images (Landsat, Sentinel-2, ...) and of coarse images (VIIRS, Sentinel-3, MODIS, ...), one raster per date, or products as delivered, which are imported first. Dates are read from layers, tags, file names or folder names; all results have the grid of the first fine image.</source>
        <translation>输入：精细影像（Landsat、Sentinel-2 等）与粗影像（VIIRS、Sentinel-3、MODIS 等）的两个文件夹或列表，每个日期一个栅格；或按原样交付的产品，会先导入。日期取自图层、标签、文件名或文件夹名；所有结果采用第一幅精细影像的格网。</translation>
    </message>
    <message>
        <source>Outputs: one GeoTIFF per date, and series.json listing the pairs, the share of predicted pixels or the reason for a failure for each date. The layers are loaded as one group, and each layer is shown until the next date: open the Temporal Controller and press Play.</source>
        <translation>输出：文件夹中每个日期一个 GeoTIFF，以及 series.json，其中说明每个日期所用的影像对、已预测像元的比例或失败原因。图层归入一组，每个图层显示到下一个日期为止：打开时态控制器并点击播放即可。</translation>
    </message>
    <message>
        <source>Repeated runs: existing results are kept if their inputs and options are the same. Failed dates are reported and skipped.</source>
        <translation>再次运行：只要输入和选项相同，已完成的日期会保留。失败的日期会被报告，不影响其他日期。</translation>
    </message>
    <message>
        <source>Limits: every date requires a coarse image of the same or a near date, and the accuracy depends on the pairs. Clouds require masks, which Prepare pair creates from quality bands.</source>
        <translation>局限：每个日期当天或附近都要有粗影像，预测的好坏取决于影像对；云需要掩膜，可由“准备影像对”从质量波段生成。</translation>
    </message>
    <message>
        <source>Fine images</source>
        <translation>精细影像</translation>
    </message>
    <message>
        <source>Fine images of several dates. Empty: only the images of the folder.</source>
        <translation>多个日期的精细影像。若在文件夹中则留空。</translation>
    </message>
    <message>
        <source>Folder of fine images</source>
        <translation>精细影像文件夹</translation>
    </message>
    <message>
        <source>Folder of fine images, added to the list. All rasters are used unless a file name pattern is set.</source>
        <translation>其中的栅格加入精细影像的文件夹；可用文件名模式缩小范围。</translation>
    </message>
    <message>
        <source>Coarse images</source>
        <translation>粗影像</translation>
    </message>
    <message>
        <source>Coarse images of the pairs and of the target dates. Empty: only the images of the folder.</source>
        <translation>影像对和待预测日期的粗影像。若在文件夹中则留空。</translation>
    </message>
    <message>
        <source>Folder of coarse images</source>
        <translation>粗影像文件夹</translation>
    </message>
    <message>
        <source>Folder of coarse images, added to the list. All rasters are used unless a file name pattern is set.</source>
        <translation>其中的栅格加入粗影像的文件夹；可用文件名模式缩小范围。</translation>
    </message>
    <message>
        <source>Fusion method; its help page describes when to use it. auto tests several methods on the known images.</source>
        <translation>融合方法；其帮助页面说明何时选用。auto 在已知数据上尝试多种方法。</translation>
    </message>
    <message>
        <source>Folder for the results: one GeoTIFF per date, and series.json. Results of an earlier run are kept. It must not be a folder of input images.</source>
        <translation>每个日期一个 GeoTIFF 和 series.json 写在这里。以前运行已有的日期会保留。不接受输入影像所在的文件夹。</translation>
    </message>
    <message>
        <source>Land-cover classes as integers, for methods that use them (FSDAF).</source>
        <translation>以整数表示的土地覆盖类别，供需要它的方法（FSDAF）使用。</translation>
    </message>
    <message>
        <source>Predicted fine images</source>
        <translation>预测的精细影像</translation>
    </message>
    <message>
        <source>List of dates (series.json)</source>
        <translation>日期清单（series.json）</translation>
    </message>
    <message>
        <source>Number of dates in the series</source>
        <translation>序列中的日期数</translation>
    </message>
    <message>
        <source>Number of dates predicted</source>
        <translation>预测的日期数</translation>
    </message>
    <message>
        <source>Number of dates observed</source>
        <translation>观测的日期数</translation>
    </message>
    <message>
        <source>Number of dates reused from an earlier run</source>
        <translation>沿用此前运行结果的日期数</translation>
    </message>
    <message>
        <source>Number of failed dates</source>
        <translation>失败的日期数</translation>
    </message>
    <message>
        <source>Folder for the series</source>
        <translation>序列文件夹</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>coarse: every date with a coarse image. fine: every date with a fine image, to fill its gaps. both: every date with either. Or dates, such as 2015-07-12 2015-07-28.</source>
        <translation>coarse：每个有粗影像的日期。fine：每个有精细影像的日期，用于填补缺失。both：每个有其中任一影像的日期。也可给出日期，例如 2015-07-12 2015-07-28。</translation>
    </message>
    <message>
        <source>First date</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>Earlier dates are ignored.</source>
        <translation>不处理此日期之前的影像。</translation>
    </message>
    <message>
        <source>Last date</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>Later dates are ignored.</source>
        <translation>不处理此日期之后的影像。</translation>
    </message>
    <message>
        <source>Predicts at regular intervals from the first date or the first coarse image, instead of the dates selected in Dates.</source>
        <translation>不用“日期”中指定的日期，而从起始日期或第一幅粗影像起按固定间隔预测。</translation>
    </message>
    <message>
        <source>A date without a coarse image uses the nearest coarse image within this gap. Recommended: half the length of a composite.</source>
        <translation>当天没有粗影像的日期取最近的一幅。合成周期的一半是合适的值。</translation>
    </message>
    <message>
        <source>fill gaps: keeps the fine image of the date and predicts its masked and missing pixels. predict: ignores the fine image, to test the method. skip: does not predict these dates.</source>
        <translation>fill gaps 保留该日期精细影像的观测，只预测被掩膜和缺失的像元。predict 当作它不存在来预测，以检验效果。skip 跳过这些日期。</translation>
    </message>
    <message>
        <source>both sides: the nearest pairs before and after the date. nearest: the pairs nearest in time. clearest: the pairs before and after the date with the smallest cloud cover.</source>
        <translation>both sides：日期前后最近的影像对。nearest：时间上最近的影像对，不论前后。clearest：前后云最少的影像对。</translation>
    </message>
    <message>
        <source>0 = automatic: the number that the method requires, or two if it takes any number.</source>
        <translation>0 = 自动：取方法所需的数目；数目不限的方法取两对。</translation>
    </message>
    <message>
        <source>Pairs with a larger time gap are not used for a date.</source>
        <translation>距离更远的影像对不用于该日期。</translation>
    </message>
    <message>
        <source>Pixels that are masked in all pairs of a date are predicted from the next best pairs, one set of pairs per round.</source>
        <translation>在某日期的所有影像对中都被掩膜的像元由次优影像对预测，每轮使用一组影像对。</translation>
    </message>
    <message>
        <source>Methods that need pairs on both sides of the target date may use two pairs on one side, at the ends of a series.</source>
        <translation>需要日期两侧影像对的方法，在序列两端也可以使用同一侧的两对。</translation>
    </message>
    <message>
        <source>auto: detect from the data. Otherwise the factor to reflectance for both sensors, or two factors, for fine and coarse images.</source>
        <translation>auto：由数据得出。否则为两种传感器共用的反射率换算系数，或精细与粗影像各一个。</translation>
    </message>
    <message>
        <source>as given: the bands of the inputs, whether reflectance, temperature or an index. Otherwise an index of these bands: NDVI, EVI or NDWI (green and near infrared).</source>
        <translation>as given：输入的波段，无论是反射率、温度还是指数。或由它们计算指数：NDVI、EVI 或 NDWI（绿与近红外）。</translation>
    </message>
    <message>
        <source>index first: faster and usually more accurate. fuse first: computes the index from fused bands.</source>
        <translation>index first 更快且通常更准确；fuse first 由融合后的波段计算指数。</translation>
    </message>
    <message>
        <source>Bands of the index</source>
        <translation>指数所用波段</translation>
    </message>
    <message>
        <source>Band numbers of the fine image: red, nir for NDVI; blue, red, nir for EVI; green, nir for NDWI. Empty: detect by band names.</source>
        <translation>精细影像的波段号：NDVI 为红、近红外；EVI 为蓝、红、近红外；NDWI 为绿、近红外。留空则按波段名查找。</translation>
    </message>
    <message>
        <source>Options of the method</source>
        <translation>方法的选项</translation>
    </message>
    <message>
        <source>Advanced parameters of the method by key, such as WINDOW=31; CLASSES=6. Empty: defaults.</source>
        <translation>用键名给出其高级参数，例如 WINDOW=31; CLASSES=6。留空采用默认值。</translation>
    </message>
    <message>
        <source>Overwrite existing results</source>
        <translation>重新计算所有日期</translation>
    </message>
    <message>
        <source>Also predicts dates that have results from the same inputs and options.</source>
        <translation>包括用相同输入和选项已完成的日期。</translation>
    </message>
    <message>
        <source>Set the Temporal Controller to the series</source>
        <translation>将时态控制器设为该序列</translation>
    </message>
    <message>
        <source>Sets range and step of the Temporal Controller and the project to the dates of the series.</source>
        <translation>把时态控制器和工程的时间范围与步长设为该序列，点击播放即可显示。</translation>
    </message>
    <message>
        <source>series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Step (days, 0 = none)</source>
        <translation>步长（天，0 = 无）</translation>
    </message>
    <message>
        <source>Maximum time gap to coarse image (days)</source>
        <translation>粗影像与日期的最大间隔（天）</translation>
    </message>
    <message>
        <source>Dates with a fine image</source>
        <translation>有精细影像的日期</translation>
    </message>
    <message>
        <source>Selection of pairs</source>
        <translation>影像对的选择</translation>
    </message>
    <message>
        <source>Number of pairs per date (0 = automatic)</source>
        <translation>每个日期的影像对数（0 = 自动）</translation>
    </message>
    <message>
        <source>Maximum time gap to pairs (days, 0 = no limit)</source>
        <translation>最远的影像对（距该日期的天数，0 = 不限）</translation>
    </message>
    <message>
        <source>Maximum additional rounds for missing pixels</source>
        <translation>缺失像元的最大补充轮数</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Order of index and fusion</source>
        <translation>指数与融合的顺序</translation>
    </message>
    <message>
        <source>Import product</source>
        <translation>导入产品</translation>
    </message>
    <message>
        <source>Converts products as delivered (Landsat, Sentinel, VIIRS, MODIS, ...) to dated GeoTIFFs for fusion.</source>
        <translation>将按原样交付的产品（Landsat、Sentinel、VIIRS、MODIS 等）转换为用于融合的带日期 GeoTIFF。</translation>
    </message>
    <message>
        <source>Converts products as delivered to images that are ready for fusion: one GeoTIFF per product and date, with bands in order of wavelength, in one unit, with clouds and fill as nodata, and with the date.</source>
        <translation>将按原样交付的产品转换为可直接融合的影像：每个产品和日期一个 GeoTIFF，波段按波长排列，采用统一单位，云和填充值为无数据，并带有日期。</translation>
    </message>
    <message>
        <source>Inputs: a file, an archive (.tar, .zip) or a folder. Folders are searched with their subfolders, and may contain many products. Products are recognized by their file names; the help page lists them.</source>
        <translation>输入：文件、压缩包（.tar、.zip）或文件夹。会搜索子文件夹，其中可有多个产品。产品由文件名识别；帮助页列出了它们。</translation>
    </message>
    <message>
        <source>Outputs: reflectance x 10000 as 16-bit integers, temperature in hundredths of a kelvin, other quantities in their unit; import.json with what was detected; and, optionally, a report. The layers are loaded as one group per product for the Temporal Controller.</source>
        <translation>输出：反射率 x 10000 的 16 位整数，温度为百分之一开尔文，其他量用其单位；import.json 记录识别结果；并可选报告。图层按产品分组加载，供时态控制器使用。</translation>
    </message>
    <message>
        <source>Dates: tiles and overlapping scenes of one date are mosaicked. A composite has the date of the middle of its period. Files with several times give one image per date: the mean, or the sum of accumulated quantities.</source>
        <translation>日期：同一日期的分幅和重叠景会镶嵌。合成产品的日期为其时段的中间。含多个时刻的文件每个日期生成一幅影像：平均值，累积量则为总和。</translation>
    </message>
    <message>
        <source>Repeated runs: existing results are kept if they were imported from the same files with the same options. Products that cannot be read are reported and skipped.</source>
        <translation>重复运行：若由相同文件和相同选项导入，则保留已有结果。无法读取的产品会报告并跳过。</translation>
    </message>
    <message>
        <source>Limits: products are read with the GDAL drivers of this QGIS; missing drivers are reported. Level-1 products are imported with a warning, because they are not corrected for the atmosphere.</source>
        <translation>限制：产品由此 QGIS 的 GDAL 驱动读取；缺少的驱动会报告。一级产品导入时会警告，因为未做大气校正。</translation>
    </message>
    <message>
        <source>auto: all products that are detected by their file names. Otherwise only this product; CF: any NetCDF, HDF5 or GRIB file with axes.</source>
        <translation>auto：由文件名识别的所有产品。否则只导入该产品；CF：任何带坐标轴的 NetCDF、HDF5 或 GRIB 文件。</translation>
    </message>
    <message>
        <source>Pixels to set to nodata, as far as the quality layer of the product detects them. Fill is always set to nodata.</source>
        <translation>设为无数据的像元，以产品质量层所能识别的为限。填充值总是设为无数据。</translation>
    </message>
    <message>
        <source>Folder for one GeoTIFF per product and date, such as VNP09GA_20230502.tif, and import.json.</source>
        <translation>每个产品和日期一个 GeoTIFF（如 VNP09GA_20230502.tif）及 import.json 的文件夹。</translation>
    </message>
    <message>
        <source>Raster with the grid</source>
        <translation>提供格网的栅格</translation>
    </message>
    <message>
        <source>The results have the grid of this raster. It replaces pixel size and coordinate reference system.</source>
        <translation>结果采用此栅格的格网。它取代像元大小和坐标参考系。</translation>
    </message>
    <message>
        <source>Imported images</source>
        <translation>导入的影像</translation>
    </message>
    <message>
        <source>List of images (import.json)</source>
        <translation>影像列表（import.json）</translation>
    </message>
    <message>
        <source>Number of images</source>
        <translation>影像数</translation>
    </message>
    <message>
        <source>Number of images written</source>
        <translation>写入的影像数</translation>
    </message>
    <message>
        <source>Number of images reused from an earlier run</source>
        <translation>沿用先前运行结果的影像数</translation>
    </message>
    <message>
        <source>Number of failed images</source>
        <translation>失败的影像数</translation>
    </message>
    <message>
        <source>There is no product; choose a file, an archive or a folder.</source>
        <translation>没有产品；请选择文件、压缩包或文件夹。</translation>
    </message>
    <message>
        <source>The extent has no coordinate reference system; choose it again from the map or a layer.</source>
        <translation>范围没有坐标参考系；请从地图或图层重新选择。</translation>
    </message>
    <message>
        <source>A product file (.hdf, .h5, .nc, ...), an archive (.tar, .zip) or a metadata file (MTL, MTD). Alternatively, set a folder.</source>
        <translation>产品文件（.hdf、.h5、.nc 等）、压缩包（.tar、.zip）或元数据文件（MTL、MTD）。也可设置文件夹。</translation>
    </message>
    <message>
        <source>A product folder (.SAFE, .SEN3, ...) or a folder that contains products or archives.</source>
        <translation>产品文件夹（.SAFE、.SEN3 等），或包含产品或压缩包的文件夹。</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>产品</translation>
    </message>
    <message>
        <source>Area to import, in any coordinate reference system. Empty: the whole product.</source>
        <translation>要导入的区域，可用任意坐标参考系。留空：整个产品。</translation>
    </message>
    <message>
        <source>One HTML page that lists what was detected in each product.</source>
        <translation>一个 HTML 页面，列出每个产品的识别结果。</translation>
    </message>
    <message>
        <source>Folder for the images</source>
        <translation>影像文件夹</translation>
    </message>
    <message>
        <source>auto: reflectance, or the main quantity of the product. One image contains one quantity; import Landsat surface temperature with temperature.</source>
        <translation>auto：反射率，或产品的主要量。一幅影像只含一种量；导入 Landsat 地表温度请选 temperature。</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>波段</translation>
    </message>
    <message>
        <source>Names of bands or layers to import, such as green red nir, SR_B4, or the variables of a NetCDF file; separate names that contain spaces by commas. Empty: all bands with the pixel size.</source>
        <translation>要导入的波段或图层名称，例如 green red nir、SR_B4，或 NetCDF 文件的变量；含空格的名称用逗号分隔。留空：具有该像元大小的所有波段。</translation>
    </message>
    <message>
        <source>Include bands with larger pixels</source>
        <translation>包括像元更大的波段</translation>
    </message>
    <message>
        <source>Also imports bands with larger pixels than the others, such as the 20 m bands of Sentinel-2 and the M bands of VIIRS. Their pixels are repeated, not sharpened.</source>
        <translation>也导入像元更大的波段，例如 Sentinel-2 的 20 m 波段和 VIIRS 的 M 波段。其像元被重复，不做锐化。</translation>
    </message>
    <message>
        <source>auto: from the product and its metadata. Otherwise the factor to reflectance or kelvin, optionally with an offset, such as 0.0001-0.1.</source>
        <translation>auto：来自产品及其元数据。否则为到反射率或开尔文的系数，可带偏移，例如 0.0001-0.1。</translation>
    </message>
    <message>
        <source>Hour (UTC)</source>
        <translation>时刻（UTC）</translation>
    </message>
    <message>
        <source>For files with several times of a date: imports only the time nearest to this hour, such as 2.5 for 02:30. Empty: all times.</source>
        <translation>用于一个日期含多个时刻的文件：只导入最接近该时刻的，例如 2.5 表示 02:30。留空：所有时刻。</translation>
    </message>
    <message>
        <source>For products with several pixel sizes, selects the bands: 10, 20 or 60 for Sentinel-2, 500 or 1000 for VIIRS. Other sizes resample the image.</source>
        <translation>对于有多种像元大小的产品，用于选择波段：Sentinel-2 为 10、20 或 60，VIIRS 为 500 或 1000。其他大小会对影像重采样。</translation>
    </message>
    <message>
        <source>Empty: that of the product; for swaths (Sentinel-3, GOCI-II), the UTM zone of the centre.</source>
        <translation>留空：产品的坐标参考系；对于条带（Sentinel-3、GOCI-II）为中心所在的 UTM 带。</translation>
    </message>
    <message>
        <source>Write quality layers</source>
        <translation>写出质量层</translation>
    </message>
    <message>
        <source>Writes the quality layer of each image, as stored, to the subfolder quality.</source>
        <translation>将每幅影像的质量层按原样写入子文件夹 quality。</translation>
    </message>
    <message>
        <source>Also imports dates that have results from the same files and options.</source>
        <translation>也导入已有相同文件和选项结果的日期。</translation>
    </message>
    <message>
        <source>The results would be written among the products; choose another output folder.</source>
        <translation>结果会写入产品之间；请选择其他输出文件夹。</translation>
    </message>
    <message>
        <source>Hour (UTC) is '{}'; enter a number from 0 to below 24, such as 2.5.</source>
        <translation>时刻（UTC）为“{}”；请输入 0 到 24（不含）之间的数，例如 2.5。</translation>
    </message>
    <message>
        <source>File or archive</source>
        <translation>文件或压缩包</translation>
    </message>
    <message>
        <source>Folder of products</source>
        <translation>产品文件夹</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Import report</source>
        <translation>导入报告</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>量</translation>
    </message>
    <message>
        <source>Pixel size (map units, 0 = as delivered)</source>
        <translation>像元大小（地图单位，0 = 按原样）</translation>
    </message>
    <message>
        <source>Coordinate reference system</source>
        <translation>坐标参照系</translation>
    </message>
    <message>
        <source>{} does not exist; choose another file or folder.</source>
        <translation>{} 不存在；请选择其他文件或文件夹。</translation>
    </message>
    <message>
        <source>Prepare pair</source>
        <translation>准备影像对</translation>
    </message>
    <message>
        <source>Clips, matches bands, scales and masks a fine and a coarse image for fusion.</source>
        <translation>对精细影像和粗影像做裁剪、波段匹配、比例换算和掩膜，使其可以融合。</translation>
    </message>
    <message>
        <source>Raster with flags for clouds, shadows and fill, or any raster with values to mask. Empty: a band of the image with the name of a quality layer, if there is one.</source>
        <translation>标出云、阴影和填充值的栅格，或任何含有待隐藏值的栅格。留空：若影像中有按质量图层命名的波段，则用该波段。</translation>
    </message>
    <message>
        <source>Prepares a fine and a coarse image as delivered for fusion: clipped to their common area, with the same bands in the same order and with the same names, in one unit, with clouds and fill as nodata, and with their date.</source>
        <translation>取产品交付的精细影像和粗影像，做好融合准备：裁剪到公共范围，波段、顺序和名称一致，单位统一，云和填充值为无数据，并标注日期。</translation>
    </message>
    <message>
        <source>Inputs: the two images. Quality layers mask clouds; a band of the image with the name of a quality layer (QA_PIXEL, SCL, state_1km, Fmask) is detected automatically. If a product has one file per band, add the other files under Additional bands; pixels of another size are resampled to the grid of the first raster.</source>
        <translation>需要：两幅影像。质量图层用于掩膜云；影像中按质量图层命名的波段（QA_PIXEL、SCL、state_1km、Fmask）会自动找到。逐波段分发的影像在“其他波段”中添加；像元大小不同的栅格会转换到第一个栅格的格网。</translation>
    </message>
    <message>
        <source>Outputs: both images as GeoTIFF, ready for any fusion method; percentages of masked and valid pixels; a summary as text; and, optionally, a mask of the pixels that are invalid in either image.</source>
        <translation>输出：两幅 GeoTIFF 影像，可直接用于任何融合方法；隐藏和有效像元的数目；处理过程的说明；需要时还有任一影像无效像元的掩膜。</translation>
    </message>
    <message>
        <source>Sensors: Landsat 5, 7, 8, 9, Sentinel-2, VIIRS, Sentinel-3 OLCI, and MODIS MOD09 and MCD43 are detected from file and band names. The sensor determines wavelengths, scale factor (Landsat Collection 2: DN x 0.0000275 - 0.2), fill value and valid range. The log reports how the inputs were interpreted.</source>
        <translation>传感器：由文件名和波段名识别 Landsat 5、7、8、9,Sentinel-2,Sentinel-3 OLCI,MODIS MOD09 和 MCD43,VIIRS。由此得到波长、比例系数（Landsat Collection 2:DN x 0.0000275 - 0.2）、填充值和有效范围。日志会显示识别结果。</translation>
    </message>
    <message>
        <source>Target date: to prepare its coarse image, run the tool again with the prepared fine image as fine image and leave the fine output empty. Both coarse images then have the same grid.</source>
        <translation>目标日期的粗影像：以准备好的精细影像作为精细影像再运行一次，精细输出留空；这样两幅粗影像位于同一格网。</translation>
    </message>
    <message>
        <source>Limits: pixels that do not coincide are resampled, which smooths the image. Coarse grid own avoids this; fusion methods resample coarse images to the grid that they require. Masks depend on the quality layers.</source>
        <translation>局限：像元不重合处会重采样，造成平滑。粗格网选 own 可避免，因为融合方法会自行把粗影像转换到所需格网。掩膜的好坏取决于质量图层。</translation>
    </message>
    <message>
        <source>Raster with fine pixels, such as Landsat or Sentinel-2.</source>
        <translation>精细像元的栅格，如 Landsat 或 Sentinel-2。</translation>
    </message>
    <message>
        <source>Raster with coarse pixels of the same date, such as VIIRS or Sentinel-3; any grid, CRS and band order.</source>
        <translation>同一日期、像元较粗的栅格，例如 VIIRS 或 Sentinel-3；格网、CRS 和波段顺序不限。</translation>
    </message>
    <message>
        <source>GeoTIFF. Empty: only the coarse image is written, for an additional date.</source>
        <translation>GeoTIFF；省略时只写出粗影像，用于另一个日期。</translation>
    </message>
    <message>
        <source>GeoTIFF with the bands, unit and area of the fine image.</source>
        <translation>GeoTIFF，波段、单位和范围同精细影像。</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>精细</translation>
    </message>
    <message>
        <source>coarse</source>
        <translation>粗</translation>
    </message>
    <message>
        <source>Quality layer of the {} image</source>
        <translation>{}影像的质量图层</translation>
    </message>
    <message>
        <source>Rasters of the other bands, if the product has one file per band. The first raster determines the grid.</source>
        <translation>产品每个波段一个文件时，其他波段的栅格；格网取自第一个。</translation>
    </message>
    <message>
        <source>Determines names, wavelengths, scale factor and fill value of the bands. auto: detect from names. none: no sensor.</source>
        <translation>给出波段的名称、波长、比例系数和填充值；auto 按名称识别，none 表示不用。</translation>
    </message>
    <message>
        <source>Meaning of the values. auto: detect from the name. values: mask the values set in Mask values.</source>
        <translation>值的含义。auto：按名称识别。values：掩膜“掩膜值”中给出的值。</translation>
    </message>
    <message>
        <source>Empty: the date is detected from the layer, file tags or file name.</source>
        <translation>留空：取图层自身的日期，或标签、文件名中的日期。</translation>
    </message>
    <message>
        <source>Bands to keep, by name and in this order, such as green red nir; or pairs of fine and coarse band numbers, such as 2:4 3:1; or the coarse band number for each fine band. Empty: all matching bands.</source>
        <translation>要保留的波段：按名称和此顺序，例如 green red nir；或精细与粗波段号的配对，例如 2:4 3:1；或每个精细波段对应的粗波段号。留空：所有匹配的波段。</translation>
    </message>
    <message>
        <source>names, nearest wavelength within 6 %, or order. auto: tries them in this order.</source>
        <translation>按名称、6 % 以内的最近波长或顺序；auto 依次尝试。</translation>
    </message>
    <message>
        <source>For quality layers of type values: values and ranges such as 3 8-11, bits such as bit 3, bit 4, or numbers in bits such as bits 8-9 = 2|3. Empty: all values except 0.</source>
        <translation>用于 values 类型的质量图层：值和范围如 3 8-11，位如 bit 3, bit 4，或若干位中的数如 bits 8-9 = 2|3。留空：所有不为 0 的值。</translation>
    </message>
    <message>
        <source>Sets snow and ice to nodata if the quality layer contains these flags.</source>
        <translation>质量图层标出的雪和冰是否设为无数据。</translation>
    </message>
    <message>
        <source>Sets water to nodata if the quality layer contains this flag.</source>
        <translation>质量图层标出的水体是否设为无数据。</translation>
    </message>
    <message>
        <source>Resampling to another grid; average is the area-weighted mean. Masked pixels are not used.</source>
        <translation>像元如何转换到另一格网；average 为面积平均。隐藏的像元不会混入。</translation>
    </message>
    <message>
        <source>common: the area that both images cover. fine: the whole fine image.</source>
        <translation>Common：两幅影像的公共范围。Fine：整幅精细影像。</translation>
    </message>
    <message>
        <source>Empty: CRS of the fine image, whose pixels are then not resampled.</source>
        <translation>留空：采用精细影像的坐标系，其像元保持不变。</translation>
    </message>
    <message>
        <source>nested: each coarse pixel consists of whole fine pixels; pixels of the coarse image are kept if they fit. fine: the fine grid. own: pixels and CRS of the coarse image, only clipped.</source>
        <translation>nested：由整数个精细像元组成的粗像元，合适时即影像自身的像元。fine：精细格网。own：粗影像自身的像元和坐标系，只作裁剪。</translation>
    </message>
    <message>
        <source>Only used for the nested grid. 0 = automatic: the integer nearest to the ratio of the coarse image.</source>
        <translation>仅用于嵌套格网。0 = 自动：取与粗影像的比值最接近的整数。</translation>
    </message>
    <message>
        <source>Factor from stored values to reflectance or kelvin, optionally with an offset, such as 0.0000275-0.2; or two factors, separated by a space, for fine and coarse images. auto: from the file, the sensor or the values.</source>
        <translation>存储值换算为反射率或开尔文的系数，可带偏置，例如 0.0000275-0.2；以空格分隔的两个分别用于精细与粗影像。auto：由文件、传感器或数值得出。</translation>
    </message>
    <message>
        <source>auto: reflectance x 10000 as 16-bit integers with the scale factor in the file, or kelvin. as stored: values are not changed.</source>
        <translation>auto：反射率 x 10000 的 16 位整数并注明比例系数，或开尔文。as stored：数值保持不变。</translation>
    </message>
    <message>
        <source>GeoTIFF on the fine grid. 1: fine image invalid; 2: coarse image invalid; 3: both invalid; 0: both valid.</source>
        <translation>精细格网上的 GeoTIFF：精细影像无效处为 1，粗影像无效处为 2，两者均无效为 3，其余为 0。</translation>
    </message>
    <message>
        <source>Fine pixels masked by the quality layer (percent)</source>
        <translation>质量图层隐藏的精细像元（百分比）</translation>
    </message>
    <message>
        <source>Coarse pixels masked by the quality layer (percent)</source>
        <translation>质量图层隐藏的粗像元（百分比）</translation>
    </message>
    <message>
        <source>Valid fine pixels (percent)</source>
        <translation>有效精细像元（百分比）</translation>
    </message>
    <message>
        <source>Valid coarse pixels (percent)</source>
        <translation>有效粗像元（百分比）</translation>
    </message>
    <message>
        <source>Fine pixels valid in both images (percent)</source>
        <translation>两幅影像均有效的精细像元（百分比）</translation>
    </message>
    <message>
        <source>Measured resolution ratio (coarse / fine)</source>
        <translation>测得的一个粗像元边长内的精细像元数</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>精细影像</translation>
    </message>
    <message>
        <source>Mask of the pair</source>
        <translation>影像对的掩膜</translation>
    </message>
    <message>
        <source>Prepared fine image</source>
        <translation>准备好的精细影像</translation>
    </message>
    <message>
        <source>Prepared coarse image</source>
        <translation>准备好的粗影像</translation>
    </message>
    <message>
        <source>Match bands by</source>
        <translation>波段匹配依据</translation>
    </message>
    <message>
        <source>Mask values</source>
        <translation>掩膜值</translation>
    </message>
    <message>
        <source>Mask snow</source>
        <translation>掩膜雪</translation>
    </message>
    <message>
        <source>Mask water</source>
        <translation>掩膜水体</translation>
    </message>
    <message>
        <source>Coarse grid</source>
        <translation>粗格网</translation>
    </message>
    <message>
        <source>Unit of the result</source>
        <translation>结果的单位</translation>
    </message>
    <message>
        <source>fine image invalid</source>
        <translation>精细影像无效</translation>
    </message>
    <message>
        <source>coarse image invalid</source>
        <translation>粗影像无效</translation>
    </message>
    <message>
        <source>both invalid</source>
        <translation>两者均无效</translation>
    </message>
    <message>
        <source>Additional bands of the {} image</source>
        <translation>{}影像的其他波段</translation>
    </message>
    <message>
        <source>Date of the {} image</source>
        <translation>{}影像的日期</translation>
    </message>
    <message>
        <source>prepared</source>
        <translation>已准备</translation>
    </message>
    <message>
        <source>Sensor of the {} image</source>
        <translation>{}影像的传感器</translation>
    </message>
    <message>
        <source>Quality layer type of the {} image</source>
        <translation>{}影像质量图层的类型</translation>
    </message>
    <message>
        <source>Creates a simulated scene of two sensors with known truth, to try the fusion methods.</source>
        <translation>生成两种传感器的模拟场景并附真实影像，用于试用融合方法。</translation>
    </message>
    <message>
        <source>Simulating the landscape</source>
        <translation>模拟景观</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>写出</translation>
    </message>
    <message>
        <source>Simulates a landscape of fields with their own seasons, forest, a river, a town and roads, and Landsat-like and VIIRS-like observations from 2024-05-04 to 2024-08-08.</source>
        <translation>模拟由季节各异的农田、森林、河流、城镇和道路组成的景观，以及 2024-05-04 至 2024-08-08 的类 Landsat 与类 VIIRS 观测。</translation>
    </message>
    <message>
        <source>Outputs: two pairs of a fine and a coarse image (first and last date), the coarse image of the date between them, and the true fine image of that date, to compare a prediction with. For a series: two pairs and coarse images of seven dates, in the folders fine and coarse. Reflectance x 10000 in the bands green, red, near infrared and shortwave infrared, as GeoTIFF.</source>
        <translation>输出：两个影像对（首末日期的精细与粗影像）、中间日期的粗影像，以及该日期的真实精细影像，用于与预测比较。序列：两个影像对和七个日期的粗影像，位于文件夹 fine 和 coarse 中。GeoTIFF，绿、红、近红外和短波红外波段，反射率乘以 10000。</translation>
    </message>
    <message>
        <source>Try it: open Auto or ESTARFM, select both pairs and the coarse image of 2024-06-21 as target, and compare the prediction with the truth by Assess.</source>
        <translation>试一试：打开 Auto 或 ESTARFM，选择两个影像对，并以 2024-06-21 的粗影像为目标，然后用“评价”将预测与真实影像比较。</translation>
    </message>
    <message>
        <source>Limits: the data are simulated, not observed. They show how methods behave, not how accurate they are on real scenes.</source>
        <translation>局限：数据为模拟而非观测。它们展示方法的表现，而不是在真实场景上的精度。</translation>
    </message>
    <message>
        <source>pairs: two pairs and a target date, for a fusion method. series: two pairs and coarse images of seven dates in two folders, for Fuse series. panchromatic: adds a third sensor as on Gaofen-1, for DiffSTSF; rows, columns and coarse pixels are counted in panchromatic pixels of 2 m, and a fine pixel is 8 m wide. fields: fine pixels of 2 m, coarse images of eight dates, and the numbered fields, for DSTFNet. For panchromatic and fields, set the resolution ratio to 8.</source>
        <translation>pairs：两个影像对和一个目标日期，用于融合方法。series：两个文件夹中的两个影像对和七个日期的粗影像，用于“融合序列”。panchromatic：增加如高分一号的第三种传感器，用于 DiffSTSF；行、列和粗像元以 2 m 的全色像元计，精细像元宽 8 m。fields：2 m 的精细像元、八个日期的粗影像和编号的地块，用于 DSTFNet。对于 panchromatic 和 fields，请将分辨率比设为 8。</translation>
    </message>
    <message>
        <source>Change between the first and the second date: none, a flood, a clear-cut forest, or a growing town.</source>
        <translation>第一与第二个日期之间的变化：无、洪水、森林皆伐或城镇扩张。</translation>
    </message>
    <message>
        <source>Each number is a different landscape; the same number always gives the same landscape.</source>
        <translation>每个编号对应不同的景观；同一编号总是给出同一景观。</translation>
    </message>
    <message>
        <source>Folder of the rasters, such as sample_fine_20240504.tif. Existing files with the same names are replaced.</source>
        <translation>栅格（如 sample_fine_20240504.tif）所在文件夹。同名的已有文件会被替换。</translation>
    </message>
    <message>
        <source>FOLDER is missing; choose a folder for the sample rasters.</source>
        <translation>缺少 FOLDER；请选择示例栅格的文件夹。</translation>
    </message>
    <message>
        <source>Type of sample</source>
        <translation>示例类型</translation>
    </message>
    <message>
        <source>Land-cover change</source>
        <translation>土地覆盖变化</translation>
    </message>
    <message>
        <source>Landscape number</source>
        <translation>景观编号</translation>
    </message>
    <message>
        <source>Height of the fine images; a fine pixel is 30 m wide.</source>
        <translation>精细影像的高度；一个精细像元宽 30 m。</translation>
    </message>
    <message>
        <source>Width of the fine images; a fine pixel is 30 m wide.</source>
        <translation>精细影像的宽度；一个精细像元宽 30 m。</translation>
    </message>
    <message>
        <source>16 corresponds to Landsat (30 m) with VIIRS or MODIS (about 480 m).</source>
        <translation>16 对应 Landsat（30 m）与 VIIRS 或 MODIS（约 480 m）。</translation>
    </message>
    <message>
        <source>Folder for sample rasters</source>
        <translation>示例栅格文件夹</translation>
    </message>
    <message>
        <source>Rows (fine pixels)</source>
        <translation>行数（精细像元）</translation>
    </message>
    <message>
        <source>Columns (fine pixels)</source>
        <translation>列数（精细像元）</translation>
    </message>
    <message>
        <source>STFusion sample data, simulated</source>
        <translation>STFusion 模拟示例数据</translation>
    </message>
    <message>
        <source>Simulate coarse image</source>
        <translation>模拟粗影像</translation>
    </message>
    <message>
        <source>Simulates a coarse image from a fine image: point-spread function, coarse pixels, gain, offset and noise.</source>
        <translation>由精细影像生成粗影像：点扩散函数、更粗的像元、偏差和噪声。</translation>
    </message>
    <message>
        <source>Coarse, simulated</source>
        <translation>模拟粗影像</translation>
    </message>
    <message>
        <source>Coarse on the fine grid, simulated</source>
        <translation>精细格网上的模拟粗影像</translation>
    </message>
    <message>
        <source>Simulates the image of a coarse sensor from a fine image, to test a fusion method with known truth: blurred with a point-spread function at the centre of each coarse pixel, sampled, with gain, offset and noise.</source>
        <translation>生成粗传感器对一幅精细影像所见的影像，以便在真值已知时试用融合方法：以每个粗像元中心的点扩散函数模糊，采样，另行定标，并加噪声。</translation>
    </message>
    <message>
        <source>Outputs: the coarse image with its date, starting at the corner of the fine image, with the data type, scale factor and nodata value of the fine image; and, optionally, the same image with its pixels repeated on the fine grid.</source>
        <translation>输出：从精细影像角点起算的粗影像，数据类型、比例系数和无数据值同精细影像，并带日期；需要时还有在精细格网上重复像元的同一影像。</translation>
    </message>
    <message>
        <source>Nodata: weights are renormalized at the border and over valid pixels. A coarse pixel is nodata if less than half of its weight is valid; other pixels are not affected by gaps.</source>
        <translation>无数据：权重在边界处和有效像元上重新归一化；有效权重不到一半的粗像元为无数据。缺失不会进一步扩散。</translation>
    </message>
    <message>
        <source>Point-spread functions: gaussian (standard deviation 0.5 coarse pixel, full width at half maximum 1.18 coarse pixels, truncated at three standard deviations), box (unweighted mean), modis (triangle of two pixels along scan, which is along image rows, and box of one pixel along track).</source>
        <translation>点扩散函数：gaussian（标准差 0.5 个粗像元，即半高宽 1.18 个像元，在三倍标准差处截断）、box（简单平均）、modis（沿扫描方向即行方向为两个像元的三角形，沿轨方向为一个像元）。</translation>
    </message>
    <message>
        <source>Noise: depends on the position of a pixel and the seed only. The same settings give the same image on every computer and with every block size.</source>
        <translation>噪声取决于像元位置和种子：相同的数给出相同的影像，与机器和分块大小无关。</translation>
    </message>
    <message>
        <source>Limits: one point-spread function for the whole image; pixels of real sensors become larger and shift off nadir.</source>
        <translation>局限：整幅影像使用同一个点扩散函数；真实像元在偏离星下点时会增大并移位。</translation>
    </message>
    <message>
        <source>Raster used as truth.</source>
        <translation>视为真值的栅格。</translation>
    </message>
    <message>
        <source>16 corresponds to Landsat (30 m) with VIIRS or MODIS (about 480 m), 30 to Sentinel-2 (10 m) with Sentinel-3 (300 m).</source>
        <translation>16 对应 Landsat（30 m）与 VIIRS 或 MODIS（约 480 m），30 对应 Sentinel-2（10 m）与 Sentinel-3（300 m）。</translation>
    </message>
    <message>
        <source>Spatial response of the coarse sensor; see the description of the algorithm.</source>
        <translation>粗传感器如何混合所见地物；见上文。</translation>
    </message>
    <message>
        <source>Standard deviation in reflectance or kelvin; 0.002 is typical of VIIRS and MODIS.</source>
        <translation>反射率或开尔文的标准差；VIIRS 和 MODIS 通常为 0.002。</translation>
    </message>
    <message>
        <source>GeoTIFF with the data type and scale factor of the fine image.</source>
        <translation>GeoTIFF，数据类型和比例系数同精细影像。</translation>
    </message>
    <message>
        <source>Standard deviation of the Gaussian, side length of the box, or base of the triangle. 0 = automatic: 0.5, 1 or 2.</source>
        <translation>高斯的标准差、方框的边长或三角形的底边。0 = 自动：0.5、1 或 2。</translation>
    </message>
    <message>
        <source>The coarse values are gain x truth + offset.</source>
        <translation>粗传感器测得增益乘真值加偏置。</translation>
    </message>
    <message>
        <source>Added to every pixel, in reflectance or kelvin.</source>
        <translation>以反射率或开尔文表示，加到每个像元上。</translation>
    </message>
    <message>
        <source>Each number gives different noise; the same number always gives the same noise.</source>
        <translation>不同的数给出不同的噪声；相同的数总是给出相同的噪声。</translation>
    </message>
    <message>
        <source>Band numbers to keep, such as 1 2 4. Empty: all bands.</source>
        <translation>要保留的波段号，例如 1 2 4。留空：全部。</translation>
    </message>
    <message>
        <source>Factor from stored values to reflectance or kelvin, optionally with an offset. It converts noise and offset to stored values. auto: detect from the data.</source>
        <translation>存储值换算为反射率或开尔文的系数，可带偏置；它说明噪声和偏置在存储值中有多大。auto 自动得出。</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>GeoTIFF with every coarse pixel repeated on the fine grid.</source>
        <translation>GeoTIFF，每个粗像元在精细格网上重复。</translation>
    </message>
    <message>
        <source>Point-spread function</source>
        <translation>点扩散函数</translation>
    </message>
    <message>
        <source>Noise (reflectance)</source>
        <translation>噪声（反射率）</translation>
    </message>
    <message>
        <source>Width of the point-spread function (coarse pixels, 0 = automatic)</source>
        <translation>点扩散函数的宽度（粗像元，0 = 自动）</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>增益</translation>
    </message>
    <message>
        <source>Offset (reflectance)</source>
        <translation>偏置（反射率）</translation>
    </message>
    <message>
        <source>Seed of the noise</source>
        <translation>噪声的随机种子</translation>
    </message>
    <message>
        <source>Coarse image on the fine grid</source>
        <translation>精细格网上的粗影像</translation>
    </message>
    <message>
        <source>Train network</source>
        <translation>训练网络</translation>
    </message>
    <message>
        <source>Trains a network on a series of fine and coarse images and saves its weights.</source>
        <translation>用精细影像和粗影像序列训练网络，并写出其权重。</translation>
    </message>
    <message>
        <source>Training state to resume</source>
        <translation>从已存状态继续</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Trains a network on your own images. It can then predict any date of the same area or of similar areas without another training. Use the weights in the algorithm of the network.</source>
        <translation>用您自己的影像训练一个网络，使它无需再学习即可预测同一地区或相似地区的任何日期。然后把权重交给该网络自身的算法。</translation>
    </message>
    <message>
        <source>Inputs: two folders or lists of dated images, fine and coarse, of one area. Minimum two dates; ten or more dates that cover the seasons are recommended. Dates with only one of both images are skipped and reported in the log.</source>
        <translation>需要：同一地区带日期的精细影像与粗影像两个文件夹或列表；至少两个日期，最好十个或更多且能反映季节变化。没有配对的日期会被舍去，日志会说明。</translation>
    </message>
    <message>
        <source>Other networks: DiffSTSF also requires the panchromatic image of each date. DSTFNet, which delineates fields, requires one very fine image as fine image, the series as coarse images, and drawn fields; validation dates, masks and mixed dates are ignored.</source>
        <translation>其他：DiffSTSF 还需要每个日期的全色影像。勾绘农田的 DSTFNet 以一幅极高分辨率影像作精细影像，以序列作粗影像，并需要已勾绘的农田；留出日期、掩膜和混合日期对它不起作用。</translation>
    </message>
    <message>
        <source>Outputs: weights (safetensors, a format that cannot contain executable code); a report with losses, validation errors, sample patches and the configuration; and, in the folder of the weights, a training state to resume from, ending in .resume.safetensors.</source>
        <translation>输出：权重（safetensors：只含数字，其中没有可执行的内容）、含损失、留出误差、样本图块和配置的报告，以及权重旁边以 .resume.safetensors 结尾、可继续训练的状态文件。</translation>
    </message>
    <message>
        <source>Validation: on a share of the area, or on whole dates, which is more reliable but requires more dates. Test dates are not used for training or validation; they are predicted at the end and compared with simple guesses.</source>
        <translation>留出数据：部分区域，或整个日期；后者更有说服力，但需要更多日期。测试日期完全不参与训练，最后进行预测，并与复制最近影像和叠加粗变化的结果比较。</translation>
    </message>
    <message>
        <source>Time: on a CPU, minutes for StfNet, EDCSTFN and STFDCNN, and for other networks with size small, otherwise hours; with CUDA, minutes to hours. By default, the training stops after 60 minutes. Cancel keeps the best weights so far. The help page of each network describes its architecture and its number of parameters.</source>
        <translation>时间：在 CPU 上，StfNet、EDCSTFN 和 STFDCNN 以及规模为 small 的其他网络需要几分钟，否则需要几小时；有 CUDA 时几分钟到几小时。默认在 60 分钟后停止训练。取消会保留目前最好的权重。各网络的结构和参数数量见其帮助页。</translation>
    </message>
    <message>
        <source>Limits: weights of another region, season or sensor can be less accurate than FSDAF or STARFM, which need no training. Compare them on a date with a known fine image.</source>
        <translation>局限：网络只懂得它见过的内容。其他地区、季节或传感器的权重可能不如无需训练的 FSDAF 或 STARFM：请在已知的日期上比较。</translation>
    </message>
    <message>
        <source>Network to train; its help page describes when to use it. EDCSTFN is robust and small, STFNet learns from few dates.</source>
        <translation>要训练的网络；其帮助页面说明何时选用。EDCSTFN 稳健而小巧，STFNet 可由少量日期学习。</translation>
    </message>
    <message>
        <source>Folder of fine images, one raster per date. All rasters are used unless a file name pattern is set.</source>
        <translation>其中的栅格为精细影像的文件夹，每个日期一个；可用文件名模式缩小范围。</translation>
    </message>
    <message>
        <source>Folder of coarse images. Dates without a fine image are skipped.</source>
        <translation>其中的栅格为粗影像的文件夹；没有精细影像的日期会被舍去。</translation>
    </message>
    <message>
        <source>small: for computers without a CUDA device. Fewer channels, smaller patches and batches, and a higher learning rate; on a CPU, the network learns much more in the same time. It replaces options that are at their default; the help page of the network lists the values.</source>
        <translation>small 适用于没有 CUDA 设备的计算机：通道更少，样块和批更小，学习率更高。在 CPU 上，它在同样的时间里学到的多得多。它取代仍为默认值的参数；网络的帮助页列出这些值。</translation>
    </message>
    <message>
        <source>File for the weights. The training state to resume from is written to the same folder, ending in .resume.safetensors.</source>
        <translation>权重的写出位置。可继续训练的状态文件在其旁边，以 .resume.safetensors 结尾。</translation>
    </message>
    <message>
        <source>One HTML page with learning curves, errors, sample patches and the configuration; it needs no network connection.</source>
        <translation>含曲线、误差、样本图块和配置的页面，不依赖其他文件。</translation>
    </message>
    <message>
        <source>Fine images of several dates, in addition to the folder or instead of it.</source>
        <translation>多个日期的精细影像，补充或代替文件夹中的影像。</translation>
    </message>
    <message>
        <source>Coarse images of the same dates, in addition to the folder or instead of it.</source>
        <translation>相同日期的粗影像，补充或代替文件夹中的影像。</translation>
    </message>
    <message>
        <source>Panchromatic images</source>
        <translation>全色影像</translation>
    </message>
    <message>
        <source>Panchromatic images of the dates of the fine images, in addition to the folder or instead of it.</source>
        <translation>与精细影像同日期的全色影像，可与文件夹中的影像并用或代替之。</translation>
    </message>
    <message>
        <source>Number of epochs</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <source>Minimum validation error</source>
        <translation>留出数据上的最小误差</translation>
    </message>
    <message>
        <source>Mean error of the test dates</source>
        <translation>测试日期的平均误差</translation>
    </message>
    <message>
        <source>Intersection over union of validation field extents</source>
        <translation>留出农田范围的交并比</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Size of the network</source>
        <translation>网络规模</translation>
    </message>
    <message>
        <source>Number of passes through the samples. The maximum time can stop the training earlier.</source>
        <translation>遍历样本的轮数。下面的最长时间可能使训练提前结束。</translation>
    </message>
    <message>
        <source>Training report</source>
        <translation>训练报告</translation>
    </message>
    <message>
        <source>Folder of panchromatic images</source>
        <translation>全色影像文件夹</translation>
    </message>
    <message>
        <source>For networks that use a panchromatic image (diffstsf): folder with one panchromatic image for each date of a fine image. Ignored by other networks.</source>
        <translation>供需要全色影像的网络（diffstsf）使用：文件夹中每个精细影像日期各有一幅。其他网络不读取它。</translation>
    </message>
    <message>
        <source>File name pattern of panchromatic images</source>
        <translation>全色影像名称</translation>
    </message>
    <message>
        <source>Files in the folder that are panchromatic images, such as *_PAN*.tif.</source>
        <translation>文件夹中哪些文件是全色影像，例如 *_PAN*.tif。</translation>
    </message>
    <message>
        <source>Resampling used to align coarse images with the fine grid; use the same method for predictions.</source>
        <translation>粗影像如何重采样到精细格网；预测时请用相同方式。</translation>
    </message>
    <message>
        <source>Validation data</source>
        <translation>验证数据</translation>
    </message>
    <message>
        <source>Share of the area, such as 0.2: a strip at its end. Or dates, such as 2015-07-12 2016-08-01, which are then not used for training. The best epoch is the epoch with the smallest validation error.</source>
        <translation>区域的比例，例如 0.2：末端的一条带。或日期，例如 2015-07-12 2016-08-01，这些日期完全不用于学习。其上误差最小的一轮即为最佳。</translation>
    </message>
    <message>
        <source>Test dates</source>
        <translation>测试日期</translation>
    </message>
    <message>
        <source>Dates that are not used for training or validation, but predicted at the end. The report lists their errors.</source>
        <translation>不参与训练和验证、最后进行预测的日期；其误差列于报告中。</translation>
    </message>
    <message>
        <source>Side length of the training patches. Larger patches need more memory and provide more context.</source>
        <translation>裁取的方块边长。越大需要的内存越多，包含的上下文也越多。</translation>
    </message>
    <message>
        <source>Number of samples per update of the weights. Reduce it if memory is not sufficient.</source>
        <translation>每次更新权重前网络所见的样本数；内存不足时选小一些。</translation>
    </message>
    <message>
        <source>Step size of the weight updates. Divide it by ten if the loss is unstable.</source>
        <translation>更新权重的步长；损失跳动时取十分之一。</translation>
    </message>
    <message>
        <source>Each epoch draws a random selection of the patches, with this maximum size.</source>
        <translation>每轮随机抽取图块，数量不超过此值。</translation>
    </message>
    <message>
        <source>Ends a training stage if the validation error has not improved for this number of epochs.</source>
        <translation>验证误差在这么多轮内没有改善时结束该阶段。</translation>
    </message>
    <message>
        <source>Random flips and rotations</source>
        <translation>随机翻转与旋转</translation>
    </message>
    <message>
        <source>Also uses patches that are flipped and rotated by multiples of 90 degrees, to avoid overfitting to directions.</source>
        <translation>也给出镜像和旋转四分之一圈的图块，使网络不会死记方向。</translation>
    </message>
    <message>
        <source>Share of samples whose target date is a mixture of two dates. This trains the network to derive fine change from coarse change. With many dates, 0 is equally accurate.</source>
        <translation>所求日期为两个日期混合的样本比例：教会网络精细变化跟随粗变化。日期多时取 0 效果相同。</translation>
    </message>
    <message>
        <source>per band: scales the range of nearly all values of each band to the range of the network, which trains faster and is suitable for any quantity. reflectance: 0 to 1 in all bands, as in the papers.</source>
        <translation>per band 把一个波段几乎所有值所在的范围映射到网络的范围，学习更快且适用于任何物理量。reflectance 在所有波段取 0 到 1，与论文相同。</translation>
    </message>
    <message>
        <source>Options of the network</source>
        <translation>网络的选项</translation>
    </message>
    <message>
        <source>Parameters of the network by key, such as WIDTH=16; FEATURE_LOSS=no. Empty: defaults.</source>
        <translation>用键名给出其自身参数，例如 WIDTH=16; FEATURE_LOSS=no。留空采用默认值。</translation>
    </message>
    <message>
        <source>Training stops at the end of the epoch during which this time is reached. All stages of a network together use this time. 0 = no limit.</source>
        <translation>在达到这一时间的那一轮结束时停止训练。网络的各阶段共用这一时间。0 = 不限。</translation>
    </message>
    <message>
        <source>File ending in .resume.safetensors of an earlier training of the same network on the same images. The training resumes exactly where it stopped. To continue a finished training, increase the number of epochs.</source>
        <translation>同一网络在相同影像上以前训练得到的、以 .resume.safetensors 结尾的文件：如同从未中断一样继续。若要继续训练已完成的网络，请给出更多轮数。</translation>
    </message>
    <message>
        <source>Seed of the random number generators. The same seed gives the same weights on the same device.</source>
        <translation>所有随机选择的起点；同一种子在同一设备上给出相同的权重。</translation>
    </message>
    <message>
        <source>Mixed precision</source>
        <translation>混合精度</translation>
    </message>
    <message>
        <source>Uses half precision for most computations on CUDA devices that support it: faster, with the same accuracy.</source>
        <translation>在支持的 CUDA 设备上，大部分计算只用一半的位数：更快，精度相同。</translation>
    </message>
    <message>
        <source>Epochs (0 = as published)</source>
        <translation>训练轮数（0 = 同原文）</translation>
    </message>
    <message>
        <source>Patch size (fine pixels, 0 = as published)</source>
        <translation>图块大小（精细像元，0 = 同原文）</translation>
    </message>
    <message>
        <source>Batch size (0 = as published)</source>
        <translation>批大小（0 = 同原文）</translation>
    </message>
    <message>
        <source>Learning rate (0 = as published)</source>
        <translation>学习率（0 = 同原文）</translation>
    </message>
    <message>
        <source>Maximum samples per epoch</source>
        <translation>每轮最大样本数</translation>
    </message>
    <message>
        <source>Early stopping (epochs without improvement, 0 = never)</source>
        <translation>提前停止（无改善的轮数，0 = 从不）</translation>
    </message>
    <message>
        <source>Share of mixed dates</source>
        <translation>混合日期的比例</translation>
    </message>
    <message>
        <source>Range of values</source>
        <translation>值的范围</translation>
    </message>
    <message>
        <source>Maximum training time (minutes, 0 = no limit)</source>
        <translation>最长训练时间（分钟，0 = 不限）</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>{} is not a network and needs no training; choose a network.</source>
        <translation>{} 不是网络，无需训练；请选择一个网络。</translation>
    </message>
    <message>
        <source>Weight functions</source>
        <translation>权重函数</translation>
    </message>
    <message>
        <source>Spatial and temporal adaptive reflectance fusion model</source>
        <translation>时空自适应反射率融合模型</translation>
    </message>
    <message>
        <source>Enhanced spatial and temporal adaptive reflectance fusion model</source>
        <translation>增强型时空自适应反射率融合模型</translation>
    </message>
    <message>
        <source>Unmixing and hybrid</source>
        <translation>解混与混合方法</translation>
    </message>
    <message>
        <source>Flexible spatiotemporal data fusion</source>
        <translation>灵活时空数据融合</translation>
    </message>
    <message>
        <source>Regression and hybrid</source>
        <translation>回归与混合方法</translation>
    </message>
    <message>
        <source>Regression model fitting, spatial filtering and residual compensation</source>
        <translation>回归模型拟合、空间滤波与残差补偿</translation>
    </message>
    <message>
        <source>Sparse representation</source>
        <translation>字典学习</translation>
    </message>
    <message>
        <source>Sparse-representation-based spatiotemporal reflectance fusion model</source>
        <translation>基于稀疏表示的时空反射率融合模型</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Best classical method or blend of methods</source>
        <translation>最佳的经典方法，或它们的加权融合</translation>
    </message>
    <message>
        <source>CNN</source>
        <translation>卷积网络</translation>
    </message>
    <message>
        <source>Spatiotemporal fusion using deep convolutional neural networks</source>
        <translation>基于深度卷积神经网络的时空融合</translation>
    </message>
    <message>
        <source>Deep convolutional spatiotemporal fusion network</source>
        <translation>深度卷积时空融合网络</translation>
    </message>
    <message>
        <source>Two-stream convolutional network for spatiotemporal image fusion</source>
        <translation>时空影像融合双流卷积网络</translation>
    </message>
    <message>
        <source>Enhanced deep convolutional spatiotemporal fusion network</source>
        <translation>增强型深度卷积时空融合网络</translation>
    </message>
    <message>
        <source>Cross-attention based adaptive weighting fusion network</source>
        <translation>基于交叉注意力的自适应加权融合网络</translation>
    </message>
    <message>
        <source>Fast three-dimensional convolutional network for spatiotemporal fusion</source>
        <translation>快速三维卷积时空融合网络</translation>
    </message>
    <message>
        <source>Spatiotemporal temperature fusion network</source>
        <translation>时空温度融合网络</translation>
    </message>
    <message>
        <source>Multi-cooperative deep convolutional neural network</source>
        <translation>多协同深度卷积神经网络</translation>
    </message>
    <message>
        <source>Enblending mosaicked images with spatiotemporal fusion of convolutional neural networks</source>
        <translation>基于卷积神经网络时空融合的镶嵌影像接缝消除</translation>
    </message>
    <message>
        <source>Multi-scene spatiotemporal fusion network for multi-scale and multi-sensor images</source>
        <translation>面向多尺度多传感器影像的多场景时空融合网络</translation>
    </message>
    <message>
        <source>Spatiotemporal data fusion by a dense network with a patch-to-pixel mapping</source>
        <translation>基于图块到像元映射的稠密网络时空数据融合</translation>
    </message>
    <message>
        <source>Spatiotemporal fusion network with edge-guided feature attention</source>
        <translation>边缘引导特征注意力时空融合网络</translation>
    </message>
    <message>
        <source>Hybrid convolutional neural network for spatiotemporal image fusion</source>
        <translation>时空影像融合混合卷积神经网络</translation>
    </message>
    <message>
        <source>Multiscale attention-aware two-stream convolutional networks</source>
        <translation>多尺度注意力感知双流卷积网络</translation>
    </message>
    <message>
        <source>Enhanced cross-paired wavelet based spatiotemporal fusion network</source>
        <translation>增强型交叉配对小波时空融合网络</translation>
    </message>
    <message>
        <source>Multi-stage spatiotemporal fusion network based on a large kernel attention</source>
        <translation>基于大核注意力的多阶段时空融合网络</translation>
    </message>
    <message>
        <source>Downscaling by residual channel attention, and flexible spatiotemporal data fusion</source>
        <translation>残差通道注意力降尺度与灵活时空数据融合</translation>
    </message>
    <message>
        <source>CNN-transformer combined remote sensing imagery spatiotemporal fusion model</source>
        <translation>CNN 与 Transformer 结合的遥感影像时空融合模型</translation>
    </message>
    <message>
        <source>Transformers</source>
        <translation>Transformer 网络</translation>
    </message>
    <message>
        <source>Spatiotemporal fusion using Swin transformer</source>
        <translation>基于 Swin Transformer 的时空融合</translation>
    </message>
    <message>
        <source>Multistage fusion based on texture transformer and convolutional neural network</source>
        <translation>基于纹理 Transformer 与卷积神经网络的多阶段融合</translation>
    </message>
    <message>
        <source>Dual-perspective spatiotemporal fusion by learning the spatial and the temporal mapping</source>
        <translation>学习空间映射与时间映射的双视角时空融合</translation>
    </message>
    <message>
        <source>Transformer-based spatiotemporal fusion for the reconstruction of vegetation changes</source>
        <translation>面向植被变化重建的 Transformer 时空融合</translation>
    </message>
    <message>
        <source>GAN</source>
        <translation>对抗网络</translation>
    </message>
    <message>
        <source>Flexible reference-insensitive spatiotemporal fusion by a conditional GAN</source>
        <translation>基于条件 GAN 的参考影像不敏感灵活时空融合</translation>
    </message>
    <message>
        <source>Multilevel feature fusion with GAN for spatiotemporal remote sensing images</source>
        <translation>基于 GAN 多级特征融合的遥感影像时空融合</translation>
    </message>
    <message>
        <source>Spatiotemporal fusion via a generative adversarial network with one prior image pair</source>
        <translation>单影像对生成对抗网络时空融合</translation>
    </message>
    <message>
        <source>Spatially seamless spatiotemporal fusion model based on generative adversarial networks</source>
        <translation>基于生成对抗网络的空间无缝时空融合模型</translation>
    </message>
    <message>
        <source>High-precision spatiotemporal fusion method based on low temporal sensitivity</source>
        <translation>基于低时间敏感性的高精度时空融合方法</translation>
    </message>
    <message>
        <source>Multiscale deformable convolution distillation GAN for spatiotemporal fusion</source>
        <translation>多尺度可变形卷积蒸馏 GAN 时空融合</translation>
    </message>
    <message>
        <source>MLP</source>
        <translation>感知机</translation>
    </message>
    <message>
        <source>Spatiotemporal fusion multilayer perceptron</source>
        <translation>时空融合多层感知机</translation>
    </message>
    <message>
        <source>Diffusion models</source>
        <translation>扩散模型</translation>
    </message>
    <message>
        <source>Remote sensing image spatiotemporal fusion with diffusion models</source>
        <translation>基于扩散模型的遥感影像时空融合</translation>
    </message>
    <message>
        <source>Spatiotemporal fusion via conditional diffusion model</source>
        <translation>基于条件扩散模型的时空融合</translation>
    </message>
    <message>
        <source>Diffusion models for spatio-temporal-spectral fusion</source>
        <translation>时空谱融合扩散模型</translation>
    </message>
    <message>
        <source>Semiblind compressed sensing, a bidirectional-driven method for spatiotemporal fusion</source>
        <translation>半盲压缩感知：双向驱动的时空融合方法</translation>
    </message>
    <message>
        <source>Dual branch spatiotemporal fusion network for field parcels</source>
        <translation>农田地块双分支时空融合网络</translation>
    </message>
    <message>
        <source>Search window</source>
        <translation>搜索窗口</translation>
    </message>
    <message>
        <source>fine pixels</source>
        <translation>精细像元</translation>
    </message>
    <message>
        <source>Number of classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Bands used for similarity</source>
        <translation>判定相似性的波段</translation>
    </message>
    <message>
        <source>Standard deviation computed from</source>
        <translation>标准差的来源</translation>
    </message>
    <message>
        <source>Uncertainty of the fine sensor</source>
        <translation>精细传感器的不确定性</translation>
    </message>
    <message>
        <source>reflectance</source>
        <translation>反射率</translation>
    </message>
    <message>
        <source>Uncertainty of the coarse sensor</source>
        <translation>粗传感器的不确定性</translation>
    </message>
    <message>
        <source>Distance weight constant</source>
        <translation>距离常数</translation>
    </message>
    <message>
        <source>Similarity test</source>
        <translation>候选像元须通过</translation>
    </message>
    <message>
        <source>Logarithmic weights</source>
        <translation>对数权重</translation>
    </message>
    <message>
        <source>Temporal difference in weight</source>
        <translation>权重中的时间差异</translation>
    </message>
    <message>
        <source>Keep values where a difference is zero</source>
        <translation>差异为零处直接复制</translation>
    </message>
    <message>
        <source>Maximum number of similar pixels</source>
        <translation>最多相似像元数</translation>
    </message>
    <message>
        <source>Minimum coarse change for a coefficient</source>
        <translation>计算系数所需的最小变化</translation>
    </message>
    <message>
        <source>Thresholds computed from</source>
        <translation>阈值的来源</translation>
    </message>
    <message>
        <source>Number of similar pixels</source>
        <translation>相似像元数</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>分类方法</translation>
    </message>
    <message>
        <source>Minimum number of classes</source>
        <translation>最少类别数</translation>
    </message>
    <message>
        <source>Maximum number of classes</source>
        <translation>最多类别数</translation>
    </message>
    <message>
        <source>Number of purest coarse pixels per class</source>
        <translation>每类最纯的粗像元数</translation>
    </message>
    <message>
        <source>Share of outliers excluded</source>
        <translation>剔除的异常值</translation>
    </message>
    <message>
        <source>share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Radius of the regression window</source>
        <translation>回归窗口半径</translation>
    </message>
    <message>
        <source>coarse pixels</source>
        <translation>粗像元</translation>
    </message>
    <message>
        <source>Noise of the coarse sensor</source>
        <translation>粗传感器的噪声</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Patch size</source>
        <translation>图块大小</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像元</translation>
    </message>
    <message>
        <source>Patch overlap</source>
        <translation>图块重叠</translation>
    </message>
    <message>
        <source>Number of dictionary atoms</source>
        <translation>字典原子数</translation>
    </message>
    <message>
        <source>Number of training samples</source>
        <translation>训练样本数</translation>
    </message>
    <message>
        <source>Sample selection</source>
        <translation>样本的选择</translation>
    </message>
    <message>
        <source>Number of training iterations</source>
        <translation>训练迭代次数</translation>
    </message>
    <message>
        <source>Sparse coder</source>
        <translation>稀疏编码器</translation>
    </message>
    <message>
        <source>Number of atoms per patch</source>
        <translation>每个图块的原子数</translation>
    </message>
    <message>
        <source>Weight of the l1 penalty</source>
        <translation>l1 最小化的惩罚系数</translation>
    </message>
    <message>
        <source>share of the largest product</source>
        <translation>占最大内积的比例</translation>
    </message>
    <message>
        <source>Normalization of changes</source>
        <translation>变化的归一化</translation>
    </message>
    <message>
        <source>Damping of codes</source>
        <translation>编码的阻尼</translation>
    </message>
    <message>
        <source>share of the atom energy</source>
        <translation>占原子能量的比例</translation>
    </message>
    <message>
        <source>Damping of fine atoms</source>
        <translation>精细原子的阻尼</translation>
    </message>
    <message>
        <source>Threshold for combining both pairs</source>
        <translation>合并两个影像对的限值</translation>
    </message>
    <message>
        <source>Maximum modulation</source>
        <translation>最大调制</translation>
    </message>
    <message>
        <source>Combination of methods</source>
        <translation>合并方式</translation>
    </message>
    <message>
        <source>STFusion weights (*.safetensors)</source>
        <translation>STFusion 权重 (*.safetensors)</translation>
    </message>
    <message>
        <source>Output weights</source>
        <translation>保存所学权重</translation>
    </message>
    <message>
        <source>Maximum training time</source>
        <translation>最长训练时间</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>训练轮数</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>图块大小（预测）</translation>
    </message>
    <message>
        <source>Method of adding detail</source>
        <translation>细节的接合</translation>
    </message>
    <message>
        <source>Ratio of the transitional resolution (transitional / fine)</source>
        <translation>一个过渡像元边长内的精细像元数</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Training samples from</source>
        <translation>学习对象</translation>
    </message>
    <message>
        <source>Weight of the consistency loss</source>
        <translation>一致性的权重</translation>
    </message>
    <message>
        <source>range of values</source>
        <translation>值的范围</translation>
    </message>
    <message>
        <source>Feature loss</source>
        <translation>特征损失</translation>
    </message>
    <message>
        <source>Fine image is a mosaic of dates</source>
        <translation>多日期镶嵌影像</translation>
    </message>
    <message>
        <source>Number of residual blocks</source>
        <translation>残差块数</translation>
    </message>
    <message>
        <source>Red band</source>
        <translation>红波段</translation>
    </message>
    <message>
        <source>Near infrared band</source>
        <translation>近红外波段</translation>
    </message>
    <message>
        <source>Number of gate channels</source>
        <translation>门控的宽度</translation>
    </message>
    <message>
        <source>Also read unmatched coarse bands</source>
        <translation>同时读取没有对应精细波段的粗波段</translation>
    </message>
    <message>
        <source>Version of the network</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Network patch size</source>
        <translation>网络的图块</translation>
    </message>
    <message>
        <source>Number of modules per block</source>
        <translation>每个块的模块数</translation>
    </message>
    <message>
        <source>Channels within a module</source>
        <translation>模块内的宽度</translation>
    </message>
    <message>
        <source>Growth rate</source>
        <translation>增长率</translation>
    </message>
    <message>
        <source>Number of residual groups</source>
        <translation>残差组数</translation>
    </message>
    <message>
        <source>Number of blocks per group</source>
        <translation>每组的块数</translation>
    </message>
    <message>
        <source>Attention window size</source>
        <translation>注意力窗口</translation>
    </message>
    <message>
        <source>Residual connection around blocks</source>
        <translation>柔化的块</translation>
    </message>
    <message>
        <source>Weight of the adversarial loss</source>
        <translation>判别器的权重</translation>
    </message>
    <message>
        <source>Weight of the change loss</source>
        <translation>变化的权重</translation>
    </message>
    <message>
        <source>Block margin</source>
        <translation>分块的边缘</translation>
    </message>
    <message>
        <source>Weight of the agreement loss</source>
        <translation>一致性的权重（两次预测）</translation>
    </message>
    <message>
        <source>Weight of the distillation loss</source>
        <translation>教师的权重</translation>
    </message>
    <message>
        <source>Number of steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Noise per step</source>
        <translation>新的噪声</translation>
    </message>
    <message>
        <source>Number of draws</source>
        <translation>抽样次数</translation>
    </message>
    <message>
        <source>Number of diffusion steps in training</source>
        <translation>过程的时间步</translation>
    </message>
    <message>
        <source>First estimate</source>
        <translation>初始估计</translation>
    </message>
    <message>
        <source>Number of dictionary atoms (first estimate)</source>
        <translation>字典的原子数</translation>
    </message>
    <message>
        <source>RMSE</source>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Root mean square error: root of the mean squared difference between prediction and reference.</source>
        <translation>均方根误差：预测与参考之差的均方根。</translation>
    </message>
    <message>
        <source>MAE</source>
        <translation>MAE</translation>
    </message>
    <message>
        <source>Mean absolute difference between prediction and reference.</source>
        <translation>预测与参考之差的绝对值的平均。</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏差</translation>
    </message>
    <message>
        <source>Mean of prediction minus reference, also called average difference (AD).</source>
        <translation>预测减参考的平均；也称平均差（AD）。</translation>
    </message>
    <message>
        <source>r</source>
        <translation>r</translation>
    </message>
    <message>
        <source>Pearson correlation of prediction and reference.</source>
        <translation>预测与参考的皮尔逊相关系数。</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>Coefficient of determination: 1 - SSE / SST, with SSE the sum of squared differences and SST the sum of squared deviations of the reference from its mean. It is not the square of r, and is negative if the mean of the reference is a better prediction.</source>
        <translation>决定系数：1 - SSE / SST，SSE 为差的平方和，SST 为参考影像对其均值的离差平方和。它不是 r 的平方；若参考影像的均值是更好的预测，则为负。</translation>
    </message>
    <message>
        <source>SSIM</source>
        <translation>SSIM</translation>
    </message>
    <message>
        <source>Structural similarity: mean over all windows of 11 x 11 pixels with Gaussian weights (sigma 1.5) and the data range of the reference. Windows that contain pixels without comparison are excluded.</source>
        <translation>结构相似性：所有 11 x 11 像元窗口的平均，采用高斯权重（sigma 1.5）和参考影像的数据范围。含有未比较像元的窗口不计。</translation>
    </message>
    <message>
        <source>PSNR</source>
        <translation>PSNR</translation>
    </message>
    <message>
        <source>Peak signal-to-noise ratio: 20 log10 (data range of the reference / RMSE).</source>
        <translation>峰值信噪比：20 log10（参考影像的数据范围 / RMSE）。</translation>
    </message>
    <message>
        <source>large</source>
        <translation>大</translation>
    </message>
    <message>
        <source>UIQI</source>
        <translation>UIQI</translation>
    </message>
    <message>
        <source>Universal image quality index of the whole image: 4 cov mean(p) mean(r) / ((var p + var r) (mean(p)² + mean(r)²)).</source>
        <translation>整幅影像的通用影像质量指数：4 cov mean(p) mean(r) / ((var p + var r) (mean(p)² + mean(r)²))。</translation>
    </message>
    <message>
        <source>UIQI 8 x 8</source>
        <translation>UIQI 8 x 8</translation>
    </message>
    <message>
        <source>Mean of the same index over all windows of 8 x 8 pixels.</source>
        <translation>同一指数在每个 8 x 8 像元窗口中的值的平均。</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>Mean of (Ep - Er) / (|Ep + Er| + 0.00001) over the pixels where the edge strength of the reference, Er, is at or above its 0.9 quantile; E is Roberts' operator. Negative: smoothed. Positive: over-sharp or noisy.</source>
        <translation>在参考影像的边缘强度 Er 达到其 0.9 分位数的像元上，(Ep - Er) / (|Ep + Er| + 0.00001) 的平均；E 为 Roberts 算子。负：被平滑。正：过锐或有噪声。</translation>
    </message>
    <message>
        <source>LBP</source>
        <translation>LBP</translation>
    </message>
    <message>
        <source>Mean of (Lp - Lr) / (|Lp + Lr| + 0.00001); L is the local binary pattern of the eight neighbours of a pixel, divided by 255. Negative: less texture than the reference.</source>
        <translation>(Lp - Lr) / (|Lp + Lr| + 0.00001) 的平均，L 为像元八邻域的局部二值模式除以 255。负：纹理少于参考影像。</translation>
    </message>
    <message>
        <source>SAM</source>
        <translation>SAM</translation>
    </message>
    <message>
        <source>Spectral angle mapper: angle between the spectra of prediction and reference, mean over all pixels.</source>
        <translation>光谱角制图：各像元预测光谱与真实光谱夹角的平均。</translation>
    </message>
    <message>
        <source>ERGAS</source>
        <translation>ERGAS</translation>
    </message>
    <message>
        <source>100 h sqrt(mean over bands of (RMSE / mean of the reference)²); h is the fine pixel size divided by the coarse pixel size. Publications omit or change h; compare values only if h is the same.</source>
        <translation>100 h sqrt(各波段 (RMSE / 参考影像均值)² 的平均)，h 为精细像元大小除以粗像元大小。各文献省略或改变 h；仅当 h 相同时才可比较数值。</translation>
    </message>
    <message>
        <source>follows the text of the paper</source>
        <translation>遵循论文正文</translation>
    </message>
    <message>
        <source>follows the program of the method's authors</source>
        <translation>遵循方法作者的程序</translation>
    </message>
    <message>
        <source>reimplemented without access to the paper</source>
        <translation>重建：未能获得论文全文</translation>
    </message>
    <message>
        <source>follows a public program that is not by the authors of the method</source>
        <translation>遵循一个并非方法作者编写的公开程序</translation>
    </message>
    <message>
        <source>developed for STFusion; not described in a paper</source>
        <translation>STFusion 自有方法：无对应论文</translation>
    </message>
    <message>
        <source>Adds the coarse change to the fine image, averaged over similar neighbouring pixels. Pixels with small change and good agreement between the sensors have larger weights.</source>
        <translation>把粗传感器看到的变化加到精细影像上，该变化在变化最小、两种传感器最一致的相似邻近像元上取平均。</translation>
    </message>
    <message>
        <source>One pair is available, land cover does not change between the dates, and fields are larger than a coarse pixel or surrounded by fields of the same class. It is fast, robust and the usual baseline.</source>
        <translation>只有一个影像对，土地覆盖在两个日期之间类型不变，且地块大于粗像元或处于同类地块之中。它是常用的基准方法，快速而稳健。</translation>
    </message>
    <message>
        <source>Land cover changes that only the coarse image shows (fire, flood, harvest of single fields), or land cover so mixed that no coarse pixel is pure: use FSDAF or ESTARFM.</source>
        <translation>土地覆盖发生只有粗影像能看到的变化（火灾、洪水、个别地块收割），或地表过于混杂而没有纯粗像元：此时 FSDAF 或 ESTARFM 更好。</translation>
    </message>
    <message>
        <source>As in the authors' program, a candidate passes with either of the two tests, and the temporal difference is part of the weight only with two or more pairs; the options also provide the versions of the paper. Ten classes instead of four, and similarity over all bands, because both were more accurate on the reference scenes. Thresholds are in reflectance and computed from the whole scene, so that the result does not depend on blocks.</source>
        <translation>与作者的程序一样，候选像元通过两项检验之一即可，时间差异只在有两个或更多影像对时进入权重；论文的做法可用选项选择。类别数取十而不是四，并在所有波段上判定相似性，因为两者在参考场景上都更准确。阈值以反射率表示并取自整个场景，因此结果与分块无关。</translation>
    </message>
    <message>
        <source>Weighted standard deviation of the values predicted by the similar pixels, in units of the fine image; large where they disagree.</source>
        <translation>相似像元各自预测的加权标准差，单位同精细影像：它们不一致处较大。</translation>
    </message>
    <message>
        <source>Uses two pairs around the target date: selects pixels that are similar on both dates, estimates the relation between fine and coarse change from them, and adds the scaled coarse change to both fine images.</source>
        <translation>使用目标日期前后的两个影像对：寻找两个日期上都相似的像元，在其中拟合精细影像随粗影像的变化，并把如此缩放的粗变化加到两幅精细影像上。</translation>
    </message>
    <message>
        <source>Two pairs are available, one on each side of the target date, in landscapes with small fields that change steadily between the dates. It is often the most accurate method in this case.</source>
        <translation>目标日期前后各有一个影像对，地表为混杂的小地块，且在两个日期之间稳定变化。此时它往往是最准确的方法。</translation>
    </message>
    <message>
        <source>Only one pair is available (STARFM, FSDAF, Fit-FC), or a change between the pairs is not visible in either fine image, such as a flood that has receded.</source>
        <translation>只有一个影像对（用 STARFM、FSDAF、Fit-FC），或两对之间发生了两幅精细影像都没有显示的事件，例如已经退去的洪水。</translation>
    </message>
    <message>
        <source>Thresholds are computed from the valid pixels of the whole scene, and windows do not end at block borders; the authors' program includes the background (option). One coefficient per window, as in the program; the paper uses one per coarse pixel.</source>
        <translation>阈值由整个场景的有效像元得出，窗口不在分块边界处截断；作者的程序把背景也计入（可选）。与程序一样，每个窗口一个系数；论文中每个粗像元一个系数。</translation>
    </message>
    <message>
        <source>Weighted standard deviation of the predictions from both pairs, in units of the fine image.</source>
        <translation>由两个影像对得到的两个预测的加权标准差，单位同精细影像。</translation>
    </message>
    <message>
        <source>Unmixes the change of each land-cover class, estimates the location of the remaining change from a smooth surface through the coarse image, and averages over similar pixels.</source>
        <translation>解混得出每个土地覆盖类别的变化，由穿过粗影像的光滑曲面推测其余变化的位置，并在相似像元上取平均。</translation>
    </message>
    <message>
        <source>Only one pair is available, land cover is mixed, and it may have changed between the dates, for example by a flood or fire, in areas of about one coarse pixel or more.</source>
        <translation>只有一个影像对，地表混杂，且两个日期之间土地覆盖可能在一个粗像元左右或更大的范围内发生变化，例如洪水或火灾之后。</translation>
    </message>
    <message>
        <source>Good pairs on both sides of the target date are available and there is no abrupt change: ESTARFM is more accurate. No method can detect changes much smaller than a coarse pixel without a fine image.</source>
        <translation>目标日期前后都有好的影像对且没有突变：此时 ESTARFM 更准确。远小于粗像元的变化，没有精细影像任何方法都无法发现。</translation>
    </message>
    <message>
        <source>Classes, spline and limits are computed from the whole scene, not from blocks. Sizes that are not a multiple of the ratio, missing pixels and single-band images are supported; relative differences use a minimum of 0.01 reflectance, where the program divides by values near zero over water. Large scenes use splines of 24 x 24 coarse pixels that share a border of four.</source>
        <translation>类别、样条和限值属于整个场景而不是分块。可处理大小不是像元比整数倍的影像、缺失像元和单波段影像；相对差异至少按 0.01 反射率计算，而程序在水面上会除以接近零的值。大场景采用 24 x 24 个粗像元、共享四个像元边界的样条。</translation>
    </message>
    <message>
        <source>Weighted standard deviation of the change of the similar pixels, in units of the fine image.</source>
        <translation>相似像元之间变化的加权标准差，单位同精细影像。</translation>
    </message>
    <message>
        <source>Fits the change of the coarse image by linear regression in a small moving window, applies it to the fine image, and smooths the sum with the coarse residual over similar pixels.</source>
        <translation>在小的移动窗口中拟合粗影像的变化，把该直线应用于精细影像，并在相似像元上平滑其与粗残差之和。</translation>
    </message>
    <message>
        <source>Only one pair is available and there is strong seasonal change between the dates. It preserves the radiometry of the coarse image well and is fast.</source>
        <translation>只有一个影像对，且两个日期之间地表随季节变化强烈；它能很好地保持粗影像的辐射特性，而且快速。</translation>
    </message>
    <message>
        <source>Fine detail is more important than radiometry, because the filter smooths: STARFM keeps more detail. For land-cover change in parts of a coarse pixel, use FSDAF.</source>
        <translation>细节比辐射特性更重要时，因为滤波会平滑：STARFM 保留得更多。粗像元内部分区域的土地覆盖变化应由 FSDAF 处理。</translation>
    </message>
    <message>
        <source>The slope of the regression is shrunk towards one where the contrast in the window is below the noise of the sensor; the authors' program uses extreme slopes there (option). Windows end at the image border, where the authors' program repeats the last pixels. Masks, missing pixels and limits are added. Similar pixels are selected over all bands as in the paper; the program uses red and near infrared.</source>
        <translation>窗口内的反差小于传感器噪声时，回归斜率被拉向一；作者的程序在那里取任意斜率（可选）。窗口在影像边缘处截断，作者的程序则重复最后的像元。增加了掩膜、缺失像元和限值的处理。与论文一样在所有波段上寻找相似像元；程序采用红和近红外。</translation>
    </message>
    <message>
        <source>Weighted standard deviation of the similar pixels that are averaged, in units of the fine image.</source>
        <translation>参与平均的相似像元之间的加权标准差，单位同精细影像。</translation>
    </message>
    <message>
        <source>Learns the relation between coarse and fine change from patches of the scene itself, as a pair of dictionaries with a common sparse code. The coarse change of the target date is coded with the coarse dictionary and reconstructed with the fine one.</source>
        <translation>从场景自身逐图块学习哪种精细变化对应哪种粗变化，表示为共用一个稀疏编码的一对字典；然后用这些原子表示目标日期的粗变化。</translation>
    </message>
    <message>
        <source>Two pairs around the target date are available, and land cover changes in shape as well as in reflectance: patches contain structure that single similar pixels do not. It also works with one pair.</source>
        <translation>目标日期前后有两个影像对，且土地覆盖在形状和色调上都有变化：图块带有单个相似像元所没有的结构。也可用于一个影像对。</translation>
    </message>
    <message>
        <source>The coarse images are noisy or misregistered, because the dictionaries learn this as well; or the result must be explained pixel by pixel (STARFM, ESTARFM). With one pair, FSDAF and Fit-FC are usually as accurate.</source>
        <translation>粗影像噪声大或配准差时，因为字典会把这些也学进去；或需要逐像元解释同一结果时（STARFM、ESTARFM）。只有一对时，FSDAF 和 Fit-FC 通常同样准确。</translation>
    </message>
    <message>
        <source>The authors' program is not public, and the full papers were not available. The date with less change is determined by normalized differences of all pairs of bands instead of the built-up index, which requires named bands. The mean coarse change is used unchanged; only deviations from it are coded. Codes and fine atoms are damped, to avoid extreme predictions from few samples (options). With one pair, the first layer uses pixels of about the square root of the ratio, and learns from gradients of the coarse image.</source>
        <translation>作者没有公开程序，也未能获得论文全文。变化较小的日期由所有波段对的归一化差异判定，而不用需要已知波段名的建筑指数。粗变化的均值原样保留，只对偏离均值的部分编码。编码和精细原子带有阻尼，以免少量样本造成过激的预测（可选）。只有一对时，第一层在约为像元比平方根大小的像元上工作，并从粗影像的梯度学习。</translation>
    </message>
    <message>
        <source>Two pairs: weighted standard deviation of the predictions from both pairs. One pair: standard deviation of the predicted change of the overlapping patches. In units of the fine image.</source>
        <translation>两对：由两个影像对得到的两个预测的加权标准差。一对：重叠图块之间预测变化的标准差。单位同精细影像。</translation>
    </message>
    <message>
        <source>Runs every classical method that the given pairs allow, estimates the error of each from known data, and blends the predictions with weights from these errors, or uses the best method.</source>
        <translation>运行影像对允许的所有经典方法，由已知数据估计各自的误差，并据此加权融合各预测，或采用最佳方法。</translation>
    </message>
    <message>
        <source>You do not know which method suits your scene. Blending usually matches the best single method and avoids the worst.</source>
        <translation>不知道哪种方法适合您的场景。融合结果通常与最佳的单个方法相当，并避免最差的方法。</translation>
    </message>
    <message>
        <source>You need one published method, or speed: it takes slightly longer than all methods together. A blend is also smoother than a single method.</source>
        <translation>需要某一种已发表的方法，或需要速度：它的用时略长于所有方法之和。融合结果也比单个方法更平滑。</translation>
    </message>
    <message>
        <source>With three or more pairs, each method predicts the fine image of each pair from the other pairs, and is compared with that image. With one or two pairs this is not possible for every method: the prediction for the target date is averaged to coarse pixels and compared with the coarse change.</source>
        <translation>有三个或更多影像对时，每种方法由其余影像对预测每一对的精细影像，并与该影像比较。只有一对或两对时并非每种方法都能如此：把目标日期的预测平均到粗像元，与粗影像变化比较。</translation>
    </message>
    <message>
        <source>Weighted standard deviation of the methods, in units of the fine image; large where methods disagree.</source>
        <translation>各方法之间的加权标准差，单位同精细影像：它们不一致处较大。</translation>
    </message>
    <message>
        <source>One network maps coarse images to a transitional resolution, a second one maps these to fine images. In two passes, the detail of both pairs is added to the prediction for the target date.</source>
        <translation>一个网络把粗影像映射为介于两种分辨率之间的过渡影像，另一个网络再把它变为精细影像。分两步把两个影像对的细节加到目标日期的预测上。</translation>
    </message>
    <message>
        <source>Two pairs are available and the sensors differ in more than resolution: the mapping is trained on image pairs of one date, so that every pair is a sample and no change between dates is required.</source>
        <translation>有两个影像对，且传感器的差别不只是分辨率：映射从同一日期的影像对学习，因此每一对都有用，无需日期之间的变化。</translation>
    </message>
    <message>
        <source>Coarse images are too blurred to locate fine detail: a network that uses the fine image of a pair, such as StfNet or EDCSTFN, is more accurate.</source>
        <translation>粗影像过于模糊，其中没有细节位置的线索时；此时能看到影像对精细影像的网络（如 StfNet 或 EDCSTFN）更好。</translation>
    </message>
    <message>
        <source>Layers follow the public program of the field; the combination of both passes follows two other programs, because the full paper was not available. Adam replaces plain gradient descent. The additive form is the default, because ratios of small values become unstable.</source>
        <translation>各层遵循该领域的公开程序；两步如何衔接遵循另外两个程序，因为未能获得论文全文。用 Adam 代替普通梯度下降。默认采用相加形式，因为小数值之比会失控。</translation>
    </message>
    <message>
        <source>Features of the fine image, minus those of the coarse image of its date, plus those of the coarse image of the target date, are decoded to the fine image. Coarse images are used on their own grid; each band has a separate network.</source>
        <translation>精细影像的特征减去同日期粗影像的特征，再加上目标日期粗影像的特征，解码为精细影像。粗影像保持自身格网；每个波段有自己的网络。</translation>
    </message>
    <message>
        <source>You want the first network of this kind, with original coarse pixels and a ratio of 2, 4, 8, 16 or 32, or a single band such as an index.</source>
        <translation>需要此类网络中的第一个，粗像元由 2、4、8、16 或 32 个精细像元组成并原样使用，或只有单个波段（如指数）。</translation>
    </message>
    <message>
        <source>You want the best accuracy: its successor EDCSTFN is more accurate in nearly all comparisons, and keeps the detail of the fine image, which this network halves.</source>
        <translation>需要最高精度时：它的后继 EDCSTFN 在几乎所有比较中都更好，并保留被本网络减半的精细影像细节。</translation>
    </message>
    <message>
        <source>The enlargement of the coarse branch depends on the ratio, instead of always being sixteen times. The networks of all bands are trained in the same run.</source>
        <translation>粗影像一侧按像元比所需的次数放大，而不总是十六倍。各波段的网络在同一次运行中训练。</translation>
    </message>
    <message>
        <source>Two small convolutional networks, one per pair, predict fine change from the coarse change to the target date and the fine image of the pair; a loss requires that both changes sum up to the whole change between the pairs.</source>
        <translation>两个小型卷积网络各对应一个影像对，把到目标日期的粗变化和影像对的精细影像转换为精细变化；两个变化之和须等于两对之间的全部变化。</translation>
    </message>
    <message>
        <source>Two pairs around the target date are available and you want a network that is trained on this scene within minutes: it is the smallest of all networks and requires no fine image of a third date.</source>
        <translation>目标日期前后有两个影像对，且希望网络在几分钟内从本场景学习：它是所有网络中最小的，不需要第三个日期的精细影像。</translation>
    </message>
    <message>
        <source>Only one pair is available (EDCSTFN with weights, FSDAF), or land cover changes for some weeks between the pairs, which neither pair shows.</source>
        <translation>只有一个影像对（用带权重的 EDCSTFN 或 FSDAF），或土地覆盖在两对之间变化数周后又恢复：两对都没有显示。</translation>
    </message>
    <message>
        <source>Layers follow a public program that is not by the authors; the full paper was not available. Adam replaces its optimizer. In training, time spans are also shortened and extended, to avoid overfitting to the change between the pairs.</source>
        <translation>各层遵循一个并非作者编写的公开程序；未能获得论文全文。用 Adam 代替其优化器。训练时也缩短和延长时段，以免死记两对之间的变化。</translation>
    </message>
    <message>
        <source>One encoder extracts features of the fine image of a pair, a second one features of the change since then; their sum is decoded to the fine image of the target date. With two pairs, features are weighted by the inverse of the change.</source>
        <translation>一个编码器读取影像对的精细影像，另一个读取此后的变化；两者特征之和解码为目标日期的精细影像。有两对时，按此后变化的大小对其特征加权。</translation>
    </message>
    <message>
        <source>A series of several dates for training is available, or weights for your region: a robust, small network for one or two pairs that is the usual reference among networks.</source>
        <translation>有若干日期的序列可供训练，或有本地区的权重：适用于一对和两对的稳健小网络，已成为该领域的标尺。</translation>
    </message>
    <message>
        <source>One pair and no weights are available: use FSDAF or Fit-FC. With a strongly blurred coarse image and abrupt land-cover change, GAN-STFM or MLFF-GAN keep more texture.</source>
        <translation>只有一个影像对而没有权重：请选 FSDAF 或 Fit-FC。粗影像很模糊且土地覆盖剧变时，GAN-STFM 或 MLFF-GAN 保留更多纹理。</translation>
    </message>
    <message>
        <source>Coarse images are resampled to the fine grid once for the whole scene, not in each tile, which shifts them at the tile edges. The feature loss uses an auto-encoder that is trained first; the loader of the authors could leave it random. With several pairs, the network is trained on one reference at a time.</source>
        <translation>粗影像对整个场景一次性转换到精细格网，而不是在每个图块中转换，后者会使其向边缘移位。特征损失使用先行训练的自编码器；作者的加载程序可能使其保持随机。有多个影像对时，网络每次在一个参考上训练。</translation>
    </message>
    <message>
        <source>Cross-attention between the bands of the coarse and the fine image, refined by dense residual blocks with attention; a map of the coarse change weights both dates.</source>
        <translation>粗影像与精细影像的每个波段互相指示该看何处；带注意力的稠密残差块加以细化，由粗变化得到的图对两个日期加权。</translation>
    </message>
    <message>
        <source>A CUDA device and a series for training are available, and edges are important: the loss includes the details of a Laplacian pyramid.</source>
        <translation>有 CUDA 设备和可供训练的序列，且边缘很重要：其损失除数值外还比较拉普拉斯金字塔的细节。</translation>
    </message>
    <message>
        <source>You use a CPU: it takes forty times as long per pixel as StfNet. The bands of both sensors must correspond.</source>
        <translation>在 CPU 上计算时：每个像元的用时是 StfNet 的四十倍。两种传感器的波段必须对应。</translation>
    </message>
    <message>
        <source>Layers that the authors' program declares but never uses are omitted; the edge loss supports any number of bands.</source>
        <translation>作者程序中声明而从未使用的层被省去；边缘损失可用于任意数目的波段。</translation>
    </message>
    <message>
        <source>A small stack of three-dimensional convolutions predicts fine change from coarse change; it is trained on the change between the pairs, and both predictions are weighted per pixel by the inverse of the change.</source>
        <translation>少量三维卷积把粗变化转换为精细变化；它在两对之间的变化上训练，两个预测逐像元按此后变化的大小加权。</translation>
    </message>
    <message>
        <source>Two pairs around the target date are available and time is limited: it has 0.1 million parameters and is trained on this scene within minutes.</source>
        <translation>目标日期前后有两个影像对而时间有限：它有 10 万个参数，几分钟内即可从本场景学习。</translation>
    </message>
    <message>
        <source>Coarse pixels are large: the network uses only coarse changes and no fine image, so that it cannot locate detail; StfNet uses both.</source>
        <translation>粗像元很大：它看到粗变化而看不到精细影像，因此无法自行定位细节；StfNet 两者都看。</translation>
    </message>
    <message>
        <source>The architecture follows the figure of the paper; depth, width, loss and training are set by STFusion. The time axis contains one change at a time, because two pairs are not sufficient to train more. No activation follows the last convolution, because changes are signed.</source>
        <translation>连接方式依照论文插图；深度、宽度、损失函数和训练方式由本软件设定。时间轴每次只含一个变化，因为两个像对无法训练更多。最后一层卷积之后没有激活函数，因为变化有正负。</translation>
    </message>
    <message>
        <source>Two networks of the same architecture predict forward from the first pair and backward from the second; where the predictions differ, the one closer to the coarse image has the larger weight.</source>
        <translation>两个形式相同的网络分别由第一对向前预测、由第二对向后预测；两者不一致处，更接近粗影像者权重更大。</translation>
    </message>
    <message>
        <source>You fuse land surface temperature, or another single quantity without a fixed range, between two pairs: values are normalized to mean 0 and standard deviation 1, and no fine image of a third date is required.</source>
        <translation>融合地表温度或其他没有固定范围的单一物理量，且目标日期在两对之间：数值调整为均值 0、标准差 1，不需要第三个日期的精细影像。</translation>
    </message>
    <message>
        <source>There are seasonal changes in both directions between the pairs: each network learns the transition from one date to the other, not the relation of fine and coarse change. StfNet or STF3DCNN are more reliable.</source>
        <translation>季节在两对之间往返：每个网络学习的是一个日期如何随另一个日期变化，而不是精细变化如何随粗变化。此时 StfNet 或 STF3DCNN 更稳妥。</translation>
    </message>
    <message>
        <source>The workflow follows the figure and abstract of the paper; layers, loss and training are set by STFusion. In training, time spans are also shortened and extended, to avoid overfitting to the change between the pairs.</source>
        <translation>流程依照论文的插图和摘要；网络层、损失函数和训练方式由本软件设定。训练时还会缩短和延长时间跨度，以免死记两个像对之间的变化。</translation>
    </message>
    <message>
        <source>One network increases the resolution of coarse images, a second one predicts fine differences between them, and a third one predicts the difference between both fine images and constrains the others in training.</source>
        <translation>第一个网络使粗影像变细，第二个求它们之间的精细差异，第三个由两幅精细影像求长时段差异，并在训练时约束前两者。</translation>
    </message>
    <message>
        <source>Two pairs around the target date are available, the sensors differ in more than resolution, and a series of several dates is available for training: it has only 0.2 million parameters.</source>
        <translation>目标日期前后有两个影像对，传感器的差别不只是分辨率，且有若干日期的序列可供学习：它只有 20 万个参数。</translation>
    </message>
    <message>
        <source>Only one pair is available: use EDCSTFN with weights, or FSDAF without.</source>
        <translation>只有一个影像对；此时请选带权重的 EDCSTFN，或无需权重的 FSDAF。</translation>
    </message>
    <message>
        <source>The architecture follows the figure and abstract of the paper; layers, losses and the merging per pixel are set by STFusion, guided by a public file of a related network. With two dates only, the middle date is a mixture of both.</source>
        <translation>连接方式依照论文的插图和摘要；网络层、损失函数和逐像元合并由本软件设定，参考了姊妹网络的一个公开文件。只有两个日期时，中间日期由两者混合而成。</translation>
    </message>
    <message>
        <source>Two consecutive networks increase the resolution of coarse images; the difference to the fine image on the date of the pair is added to the prediction. Coarse images are used on their own grid.</source>
        <translation>两个串联的网络使粗影像变细；它们与影像对日期精细影像相差的部分加到预测上。粗影像保持自身格网。</translation>
    </message>
    <message>
        <source>The fine image is a mosaic of several dates whose seams should be removed (select Fine image is a mosaic of dates), or only one date is available for training: each date is a separate sample.</source>
        <translation>精细影像由多个日期镶嵌而成且需消除接缝（勾选“多日期镶嵌影像”），或只有一个日期可供学习：每个日期自身即可用于学习。</translation>
    </message>
    <message>
        <source>Land cover changes within coarse pixels: their location cannot be determined from the coarse image alone; FSDAF or networks that use the change are better.</source>
        <translation>土地覆盖在粗像元内部变化：仅凭粗影像无法得知位置；FSDAF 或能看到变化的网络更好。</translation>
    </message>
    <message>
        <source>Both networks follow the figure of the paper with the sizes of EDSR; the way fine detail is added, and the mosaic version, are set by STFusion. The ratio of the sensors is divided between both networks.</source>
        <translation>两个网络依照论文插图，尺寸取自 EDSR；细节的加入方式和镶嵌形式由本软件设定。两个网络共同分担传感器的分辨率比。</translation>
    </message>
    <message>
        <source>All images of two pairs and of the target date are processed together; full-resolution features, means over regions of three sizes and dilated convolutions are combined and decoded. Missing pixels are not part of the training loss.</source>
        <translation>两个影像对和目标日期的全部影像一起读取；全尺寸特征、三种大小区域的平均和空洞卷积的结果连接后解码。训练时缺失不计入。</translation>
    </message>
    <message>
        <source>Two pairs with clouds are available, and a series of three or more dates for training. The large receptive field makes it less sensitive to misregistration.</source>
        <translation>有两个带云的影像对，并有三个或更多日期的序列可供训练。它的视野大，因此配准误差影响较小。</translation>
    </message>
    <message>
        <source>Only two dates are available: training requires a third date, otherwise a mixture of both dates is used. Values outside the range of the training data cannot be predicted.</source>
        <translation>只有两个日期：它需要第三个日期来学习，否则只能从两者的混合学习。无法预测超出训练范围的值。</translation>
    </message>
    <message>
        <source>Tiles can be any multiple of 16 pixels, not only 256. Missing pixels are filled with the mean of the band instead of zero, which would affect distant pixels. Errors are weighted by the standard deviation of each band in the batch, and the structural similarity has a gradient, which is lost in the authors' program.</source>
        <translation>瓦片可为 16 像元的任意倍数，而不只是 256。空缺用波段均值填充而不用零，否则网络在很远处也能感到。误差按批内各波段的标准差加权，结构相似性带有梯度，而作者的程序丢失了它。</translation>
    </message>
    <message>
        <source>A dense network with attention predicts each pixel separately from a patch around it in the images of the pair and of the target date.</source>
        <translation>每个像元由其周围在影像对和目标日期影像中的图块，经带注意力的稠密网络单独预测。</translation>
    </message>
    <message>
        <source>The scene is small, a CUDA device and time are available, and accuracy per pixel is important: there are no tile seams and no statistics over the scene.</source>
        <translation>场景小，有 CUDA 设备和时间，且每个像元都重要：没有图块接缝，其中也没有对场景的平均。</translation>
    </message>
    <message>
        <source>The scene is large: each pixel requires 1.2 billion multiplications, the version of 2020 five times as many, and one million pixels take hours even with CUDA.</source>
        <translation>场景大：每个像元需要 12 亿次乘法，形式 2020 为其五倍；即使用 CUDA，一百万个像元也要几小时。</translation>
    </message>
    <message>
        <source>The version of 2022 follows the figure of the paper, with four modules per block, as drawn but not stated; the version of 2020 follows an early program of the authors. Scenes are mirrored at their border, and predictions from several pairs are weighted by the similarity of their coarse images.</source>
        <translation>2022 年的形式依照论文插图，每个块有四个模块，插图画出但未写明；2020 年的形式依照作者的早期程序。场景在边缘处作镜像，多个像对的预测按其低分辨率影像的接近程度加权。</translation>
    </message>
    <message>
        <source>As in EDCSTFN, one encoder extracts features of the fine image and another features of the change; edges of the fine image are added to the features, and attention weights channels and pixels before decoding.</source>
        <translation>与 EDCSTFN 一样，一个编码器读取精细影像，另一个读取变化；精细影像的边缘加入其特征，解码前由注意力对通道和像元加权。</translation>
    </message>
    <message>
        <source>You would use EDCSTFN, and field or building boundaries are important: edges of the fine image are a separate input of the network.</source>
        <translation>本会选用 EDCSTFN，且地块或房屋的边界很重要：精细影像的边缘单独提供给网络。</translation>
    </message>
    <message>
        <source>One pair and no weights are available: use FSDAF or Fit-FC. For very small tiles, EDCSTFN is more reliable, because the attention uses means over a tile.</source>
        <translation>有一个影像对而没有权重：请选 FSDAF 或 Fit-FC。图块很小时 EDCSTFN 更稳妥，因为注意力在图块上取平均。</translation>
    </message>
    <message>
        <source>Layers follow the program of the first author, which omits two layers of the figure of the paper. Its training is not public: losses and training are those of EDCSTFN.</source>
        <translation>网络层依照第一作者的程序，它省去了论文插图中的两层。其训练方式未公开：损失函数和训练方式取自 EDCSTFN。</translation>
    </message>
    <message>
        <source>For each band, three-dimensional convolutions over the images of the pair and the target date are combined with two-dimensional ones over the fine image; each band passes its features to the next.</source>
        <translation>对每个波段，影像对和目标日期影像上的三维卷积与精细影像上的二维卷积相结合；每个波段把所得传给下一个波段。</translation>
    </message>
    <message>
        <source>One pair and a series of several dates for training are available, and neighbouring bands are strongly correlated.</source>
        <translation>有一个影像对和若干日期的序列可供训练，且相邻波段彼此包含许多信息。</translation>
    </message>
    <message>
        <source>There are many bands: they are predicted one after the other, and the time increases with their number.</source>
        <translation>波段很多：它们逐个预测，用时随波段数增加。</translation>
    </message>
    <message>
        <source>The architecture follows the figure and abstract of the paper; widths, block structure, loss and training are set by STFusion.</source>
        <translation>连接方式依照论文的插图和摘要；宽度、各部分形状、损失函数和训练方式由本软件设定。</translation>
    </message>
    <message>
        <source>As in StfNet, two streams predict fine change from coarse change and a fine image; each uses four parallel dilations, and attention.</source>
        <translation>与 StfNet 一样，两个分支把粗变化和精细影像转换为精细变化；每个分支同时看四种距离，并关注重要之处。</translation>
    </message>
    <message>
        <source>Two pairs around the target date are available, StfNet is too smooth, and training that takes several times longer is acceptable: it is trained on the same two pairs and has a larger receptive field.</source>
        <translation>目标日期前后有两个影像对，StfNet 过于平滑，而您可以多等几倍时间：它从同样的两对学习，但看得更远。</translation>
    </message>
    <message>
        <source>Only one pair is available, or the scene is small: it has four times as many parameters as StfNet, and its attention uses means over whole tiles.</source>
        <translation>只有一个影像对，或场景小：它的参数是 StfNet 的四倍，其注意力在整个图块上取平均。</translation>
    </message>
    <message>
        <source>The architecture follows the figure and abstract of the paper; widths, dilations and training are set by STFusion. The means of the attention are computed per tile; therefore neighbouring tiles overlap widely.</source>
        <translation>连接方式依照论文的插图和摘要；宽度、膨胀率和训练方式由本软件设定。注意力的均值属于单个瓦片：相邻瓦片大幅重叠。</translation>
    </message>
    <message>
        <source>The fine image and its difference to the coarse image of the target date are decomposed into wavelet bands; their features are added, recombined, decoded and refined with attention.</source>
        <translation>精细影像及其与目标日期粗影像之差分解为小波分量；其特征相加、重组、解码，并用注意力锐化。</translation>
    </message>
    <message>
        <source>No good coarse image of the date of the fine image is available: only the coarse image of the target date and a fine image are used. Use the coarse image of the target date for the pair as well. It is smaller and faster than GAN-STFM.</source>
        <translation>精细影像没有好的配对粗影像：只看目标日期的粗影像和某一幅精细影像。配对粗影像可给出同一幅。它比 GAN-STFM 更小更快。</translation>
    </message>
    <message>
        <source>A good pair near the target date is available: networks that use its coarse image detect changes better.</source>
        <translation>目标日期附近有好的影像对：能看到其粗影像的网络更清楚发生了什么变化。</translation>
    </message>
    <message>
        <source>The wavelet transform is part of the gradient computation; the authors' program stops the gradient there, so that two fifths of its parameters stay random. The feature loss uses the trained auto-encoder, instead of another one with random weights.</source>
        <translation>小波变换参与学习；作者的程序在此处截断了梯度，使五分之二的参数保持随机。特征损失的自编码器就是训练过的那一个，而不是另一个随机权重的。</translation>
    </message>
    <message>
        <source>Coarse change and fine image are processed at four scales; large convolution kernels, built from efficient ones, relate distant pixels, and the scales are combined from the coarsest to the finest.</source>
        <translation>在四个尺度上读取粗变化和精细影像；由廉价卷积组成的大卷积核寻找相距较远的相关之处，各尺度由最粗到最细逐级结合。</translation>
    </message>
    <message>
        <source>One pair and a series for training are available, and changes occur in large patches: it is among the fastest networks with a large receptive field.</source>
        <translation>有一个影像对和可供训练的序列，且变化成大片发生：就其视野而言，它属于最省的网络。</translation>
    </message>
    <message>
        <source>One pair and no weights are available: use FSDAF or Fit-FC.</source>
        <translation>有一个影像对而没有权重：请选 FSDAF 或 Fit-FC。</translation>
    </message>
    <message>
        <source>The architecture follows the figure and abstract of the paper; widths, strides, loss and training are set by STFusion. The change is that from the pair to the target date.</source>
        <translation>连接方式依照论文的插图和摘要；宽度、步长、损失函数和训练方式由本软件设定。变化指从像对日期到目标日期的变化。</translation>
    </message>
    <message>
        <source>Two super-resolution networks, trained only on fine images, increase the resolution of both coarse images; FSDAF then uses these instead of the interpolated ones.</source>
        <translation>两个仅在精细影像上训练的超分辨率网络使两幅粗影像变细；FSDAF 用它们代替内插影像。</translation>
    </message>
    <message>
        <source>You would use FSDAF, and fine images of a similar landscape are available for training: no coarse image is required for this, and one date is sufficient.</source>
        <translation>本会选用 FSDAF，且有同类景观的精细影像可供训练：为此不需要粗影像，一个日期就够。</translation>
    </message>
    <message>
        <source>You use a CPU: both networks together have 31 million parameters; fewer groups and blocks make them lighter. At the ratio of Landsat and MODIS, much of the added detail is not measured but generated by the networks.</source>
        <translation>在 CPU 上计算：两个网络有 3100 万个参数；较少的组和块为轻量形式。对于 Landsat 与 MODIS 的像元比，网络显示的许多内容只能靠推想。</translation>
    </message>
    <message>
        <source>The networks follow the program of the authors of RCAN, the workflow the figure of the paper. Here, the enlarged target image, shifted by the mean difference of the pair, replaces the spline of FSDAF, and unmixing uses block means of both enlarged images. The second network starts from random weights instead of those of the first one.</source>
        <translation>网络依照 RCAN 作者的程序，流程依照论文插图。此处放大的目标影像按像对的平均差值平移后代替 FSDAF 的样条，解混基于两幅放大影像的块均值。第二个网络重新开始训练，而不由第一个初始化。</translation>
    </message>
    <message>
        <source>Two encoders process the coarse image of the target date and a fine image of any date; three blocks with attention between the channels of both combine texture and reflectance.</source>
        <translation>两个编码器分别读取目标日期的粗影像和任一日期的精细影像；三个块使一方的通道关注另一方的通道，从而结合纹理与色彩。</translation>
    </message>
    <message>
        <source>No good coarse image of the date of the fine image is available: only the coarse image of the target date and a fine image are used. Use the coarse image of the target date for the pair as well.</source>
        <translation>精细影像没有好的配对粗影像：只看目标日期的粗影像和某一幅精细影像。配对粗影像可给出同一幅。</translation>
    </message>
    <message>
        <source>A good pair near the target date is available: networks that use its coarse image detect changes better. It is slow on a CPU.</source>
        <translation>目标日期附近有好的影像对：能看到其粗影像的网络更清楚发生了什么变化。在 CPU 上较慢。</translation>
    </message>
    <message>
        <source>Blocks and decoder are connected as in the figure of the paper; the layers within the blocks, loss and training are set by STFusion. The statistics of the attention are computed per tile; therefore neighbouring tiles overlap widely.</source>
        <translation>块和解码器的连接依照论文插图；块的内部、损失函数和训练方式由本软件设定。注意力的统计量属于单个瓦片：相邻瓦片大幅重叠。</translation>
    </message>
    <message>
        <source>Swin transformers process the images at five scales; at each scale, attention between coarse and fine features unmixes the coarse change, and a decoder combines all scales to the fine image.</source>
        <translation>Swin Transformer 在五个尺度上读取影像；每个尺度上粗特征与精细特征之间的注意力解混粗变化，解码器由所有尺度生成精细影像。</translation>
    </message>
    <message>
        <source>A CUDA device and a large series for training are available: among the networks for one pair, it is one of the most accurate for land-cover change over large areas.</source>
        <translation>有 CUDA 设备和可供训练的大序列：在使用一个影像对的网络中，它在土地覆盖大范围变化处属于最准确之列。</translation>
    </message>
    <message>
        <source>Few dates or a small scene are available: 37 million parameters require much training data, and patches of 256 x 256 pixels.</source>
        <translation>日期少或场景小：3700 万个参数需要大量学习材料，以及 256 x 256 像元的图块。</translation>
    </message>
    <message>
        <source>Attention masks are computed for any tile size. Differences that the authors' program computes but never uses are omitted, and rotations of patches by 90 degrees are correct. The learning rate depends on the validation error, not on the structural similarity.</source>
        <translation>移位掩码可按任意图块大小计算。作者程序计算而从未使用的差异被省去，图块的四分之一旋转是真正的旋转。学习率随误差而不是随验证的结构相似性下降。</translation>
    </message>
    <message>
        <source>Features of the coarse change are exchanged between the most similar locations of the image, and combined with those of the fine image at four scales, with weights per channel and location.</source>
        <translation>粗变化的特征在影像中最相似的位置之间交换，并在四个尺度上与精细影像的特征结合，按通道和位置加权。</translation>
    </message>
    <message>
        <source>One pair and a series for training are available, and the same changes occur in many places of the scene, such as those of one crop.</source>
        <translation>有一个影像对和可供训练的序列，且变化在场景中重复出现，如同类作物。</translation>
    </message>
    <message>
        <source>You use a CPU with large tiles: every location is compared with every other location of its tile. MLKNet by the same authors avoids this.</source>
        <translation>在 CPU 上用大图块计算：图块中每个位置都与其他所有位置比较。同一作者的 MLKNet 则无需如此。</translation>
    </message>
    <message>
        <source>Stages and modules follow the figure and text of the paper; layers, widths, loss and training are set by STFusion. Similar locations are searched within a tile.</source>
        <translation>阶段和模块依照论文的插图和正文；其内部、宽度、损失函数和训练方式由本软件设定。相似位置在瓦片内查找。</translation>
    </message>
    <message>
        <source>Each pair provides two estimates: the fine image plus a fine change predicted by a Swin transformer, and the coarse image plus a difference of the sensors predicted by a small attention network. The prediction is their mean.</source>
        <translation>每个影像对给出两个估计：精细影像加上 Swin Transformer 求得的精细变化，以及粗影像加上小型注意力网络求得的传感器差异。预测为其均值。</translation>
    </message>
    <message>
        <source>Two pairs around the target date, a CUDA device and a large series for training are available, and land cover changes between the pairs.</source>
        <translation>目标日期前后有两个影像对，其间土地覆盖发生变化，并有 CUDA 设备和大的序列可供训练。</translation>
    </message>
    <message>
        <source>Few dates or a small scene are available: 30 million parameters require much training data.</source>
        <translation>日期少或场景小：3000 万个参数需要大量学习材料。</translation>
    </message>
    <message>
        <source>Attention masks are computed for any tile size. References are on both sides of the date where possible; the authors select any two. The learning rate depends on the validation error, not on the structural similarity.</source>
        <translation>移位掩膜可按任意瓦片尺寸计算。参考影像尽可能取在目标日期两侧；作者任取两个。学习率随误差下降，而不随验证的结构相似性。</translation>
    </message>
    <message>
        <source>The images of both pairs and of the target date are combined and processed at four scales; at each scale, one branch preserves fine texture and another one applies attention to the surroundings.</source>
        <translation>两个影像对和目标日期的影像连接后在四个尺度上读取；每个尺度上一个分支保留精细纹理，另一个分支关注周围。</translation>
    </message>
    <message>
        <source>Two pairs around the target date, sensors with a small ratio, such as Landsat and Sentinel-2, a CUDA device and a series for training are available.</source>
        <translation>目标日期前后有两个影像对，传感器的像元比不大（如 Landsat 与 Sentinel-2），并有 CUDA 设备和可供训练的序列。</translation>
    </message>
    <message>
        <source>Little training data is available: the network has 20 million parameters, and its saturating blocks learn slowly.</source>
        <translation>可供训练的数据少：2000 万个参数，以及压缩通过信号的块，学习缓慢。</translation>
    </message>
    <message>
        <source>The graph follows the figure of the paper; widths, numbers of blocks, the layers of extraction, attention and coupling, loss and training are set by STFusion.</source>
        <translation>图结构依照论文插图；宽度、块数、提取、注意力和耦合的内部、损失函数和训练方式由本软件设定。</translation>
    </message>
    <message>
        <source>Combines the texture of a fine image of any date with the reflectance of the coarse image of the target date; a discriminator with both images as input keeps the result plausible.</source>
        <translation>取任一日期精细影像的纹理和目标日期粗影像的色彩；同时看到两者的判别器使结果保持合理。</translation>
    </message>
    <message>
        <source>The fine image is old, or no good coarse image of its date is available: only the coarse image of the target date and any fine image are used. Use the coarse image of the target date for the pair as well.</source>
        <translation>精细影像较旧或没有好的配对粗影像：在所有输入中它只需要目标日期的粗影像和某一幅精细影像。配对粗影像可给出同一幅。</translation>
    </message>
    <message>
        <source>A good pair near the target date is available: methods that use its coarse image detect changes better.</source>
        <translation>目标日期附近有好的影像对：能看到其粗影像的方法更清楚发生了什么变化。</translation>
    </message>
    <message>
        <source>The auto-encoder of the feature loss is trained on the user's fine images. The discriminator requires patches of multiples of 256 pixels and batches of two or more; with smaller ones, the network is trained without it, which is reported in the log.</source>
        <translation>特征损失的自编码器在用户自己的精细影像上训练。判别器需要 256 像元整数倍的图块和至少为二的批；更小时网络不用它训练，日志会说明。</translation>
    </message>
    <message>
        <source>Features at five levels: where the coarse image changed, coarse features are used, elsewhere fine features with adjusted statistics. A discriminator evaluates overlapping patches.</source>
        <translation>五个层级的特征：粗影像发生变化处取粗影像的特征，其他地方取调整到新色彩的精细影像特征。判别器评判重叠的图块。</translation>
    </message>
    <message>
        <source>Land cover changes between the dates, texture is important, and a CUDA device and a series of several dates for training are available.</source>
        <translation>两个日期之间土地覆盖变化且纹理重要，并有 CUDA 设备和若干日期的序列可供训练。</translation>
    </message>
    <message>
        <source>You train on a CPU in limited time, or the ratio is small: the network first smooths the coarse image and assumes that it contains no fine detail.</source>
        <translation>在时间不多的 CPU 上训练，或像元比很小：网络先平滑粗影像，并认为其中没有细节。</translation>
    </message>
    <message>
        <source>Coarse images are smoothed by block means instead of sampling every sixteenth pixel, which shifts them, and also in validation. The statistics of features are computed per tile; therefore neighbouring tiles overlap widely.</source>
        <translation>粗影像用块平均平滑，而不是每隔十六个像元取一个（那会使其移位），验证时也是如此。特征的统计量属于图块：相邻图块重叠很宽。</translation>
    </message>
    <message>
        <source>Three branches extract the change, the difference of the sensors and the content of the fine image; their sum is the prediction, and the first two provide the fine change. A discriminator evaluates whole patches.</source>
        <translation>三个分支分别求出变化、传感器差异和精细影像的内容；其和给出预测，前两者给出精细变化。判别器评判整个图块。</translation>
    </message>
    <message>
        <source>One pair and a CUDA device are available; the image can have any size. The network uses full resolution throughout and has no statistics per tile.</source>
        <translation>有一个影像对、任意大小的影像和 CUDA 设备：网络始终保持全分辨率，没有属于图块的统计量。</translation>
    </message>
    <message>
        <source>You use a CPU: it takes thirteen times as long per pixel as EDCSTFN.</source>
        <translation>在 CPU 上计算：每个像元的用时是 EDCSTFN 的十三倍。</translation>
    </message>
    <message>
        <source>Layers and losses follow a public program that is not by the authors. Patch size, epochs and the learning rate schedule are set by STFusion, because that program trains for a thousand epochs.</source>
        <translation>网络层和损失函数依照并非作者的公开程序。图块大小、轮数和学习率的分段由本软件设定，因为该程序要训练一千轮。</translation>
    </message>
    <message>
        <source>The network of GAN-STFM, which combines the texture of any fine image with the reflectance of the coarse one. Blocks are predicted with the surrounding pixels, and only their cores are kept and put together.</source>
        <translation>采用 GAN-STFM 的网络，取任一精细影像的纹理和粗影像的色彩。分块连同其周围像元一起预测，只保留其核心并相接排列。</translation>
    </message>
    <message>
        <source>You would use GAN-STFM, and each pixel must come from a single block, with an adjustable margin. Suitable for sensors with a small ratio, such as both sensors of Gaofen-6.</source>
        <translation>本会选用 GAN-STFM，而希望每个像元只来自一个分块，且边缘宽度可自行设定。像元比小的传感器，如高分六号的两种传感器。</translation>
    </message>
    <message>
        <source>The scene has strong contrasts: statistics of features are computed per block, so that cores can differ in brightness; GAN-STFM blends its tiles.</source>
        <translation>场景反差强：特征的统计量属于分块，核心之间的色调可能不同；GAN-STFM 则融合其图块。</translation>
    </message>
    <message>
        <source>Network and training are those of GAN-STFM, following its authors' program; cutting and combining blocks follow abstract and figure. The sizes of core and margin are set by STFusion; training patches have the size of a block.</source>
        <translation>网络和训练方式即 GAN-STFM 的，依照其作者的代码；裁切与拼接依照摘要和插图。核心与边缘的尺寸由本软件设定；训练图块与分块一样大。</translation>
    </message>
    <message>
        <source>Features of a fine image of any date are adjusted to the statistics of the coarse features, which determine the date; in training, a loss requires that predictions from two references agree.</source>
        <translation>给任一日期精细影像的特征赋予粗影像特征的统计量，从而取得粗影像的日期；训练时由两个参考得到的预测须一致。</translation>
    </message>
    <message>
        <source>Only old fine images, or fine images without a good coarse image of their date, are available, and a CUDA device and a series of three or more dates for training.</source>
        <translation>只有旧的或没有好的配对粗影像的精细影像，并有 CUDA 设备和三个或更多日期的序列可供训练。</translation>
    </message>
    <message>
        <source>A good pair near the target date is available; or you need the method exactly as in the paper: few details of it are known.</source>
        <translation>目标日期附近有好的影像对；或需要论文原有的方法：其内部细节公开得很少。</translation>
    </message>
    <message>
        <source>Only inputs, outputs and the input of the discriminator are known from the figure of the paper; layers, losses and training are set by STFusion. The two references are dates on both sides of the target date where possible.</source>
        <translation>论文插图只给出输入、输出以及判别器所见内容；网络层、损失函数和训练方式由本软件设定。两幅参考影像尽可能取目标日期两侧的日期。</translation>
    </message>
    <message>
        <source>Deformable convolutions extract the change between the coarse images on three scales, and a decoder applies it to the fine image. During training, features are distilled from a teacher network that uses the change between the fine images.</source>
        <translation>可变形卷积在三个尺度上求粗影像之间的变化，解码器把它应用于精细影像。训练时，能看到精细影像之间变化的教师指示变化应有的样子。</translation>
    </message>
    <message>
        <source>One pair, a CUDA device and a series for training are available, and objects move or shift between the dates, such as shorelines.</source>
        <translation>有一个影像对，目标在日期之间移动或错位（如水边线），并有 CUDA 设备和可供训练的序列。</translation>
    </message>
    <message>
        <source>You use a CPU, or time is limited: teacher and student are trained one after the other, and deformable convolutions are slow.</source>
        <translation>在 CPU 上计算，或时间短：教师与学生先后训练，可变形卷积较慢。</translation>
    </message>
    <message>
        <source>The data flow follows the figure of the paper; layers, loss weights and training are set by STFusion. The weights contain only the student, which makes the predictions.</source>
        <translation>数据流依照论文插图；网络层、损失权重和训练方式由本软件设定。权重文件只含用于预测的学生网络。</translation>
    </message>
    <message>
        <source>Multilayer perceptrons over the pixels of a patch, at four resolutions, predict fine change from coarse change and a fine image; the network is trained for each scene, from its two pairs alone.</source>
        <translation>在四种分辨率上作用于图块像元的感知机，把粗变化和精细影像转换为精细变化；网络对每个场景仅由其两个影像对重新训练。</translation>
    </message>
    <message>
        <source>Two pairs and no weights are available: like StfNet, it requires only the scene itself, and each output pixel uses a whole patch.</source>
        <translation>有两个影像对而没有权重：与 StfNet 一样，它只需要场景本身，而且每个输出像元都能看到整个图块。</translation>
    </message>
    <message>
        <source>The scene is small or time is limited: 22 million parameters are fitted to it. StfNet has 0.1 million and is often as accurate.</source>
        <translation>场景小或时间短：要拟合 2200 万个参数。StfNet 只有 10 万个，往往同样好。</translation>
    </message>
    <message>
        <source>Tiles overlap and are blended; in the authors' program, they do not overlap. A change of exactly zero does not cause a division by zero. In training, time spans are also shortened and extended.</source>
        <translation>图块重叠并融合，作者的则相接。恰好为零的变化不会造成除以零。训练时也缩短和延长时段。</translation>
    </message>
    <message>
        <source>Starts from noise and removes it in steps, with one encoder for the images of the pair and one for the noisy image. Several draws provide an uncertainty.</source>
        <translation>从噪声开始，分若干步去除；两个编码器（一个用于影像对的影像，一个用于尚有噪声的影像）在每一步指示精细影像的样子。多次抽样说明其可靠程度。</translation>
    </message>
    <message>
        <source>You also need the uncertainty: set several draws; their mean and standard deviation are written. A CUDA device and a series for training are available.</source>
        <translation>还想知道不确定性：抽取多个预测，写出其均值和标准差。需有 CUDA 设备和可供训练的序列。</translation>
    </message>
    <message>
        <source>Time is limited: each draw requires one pass per step, and training takes long. On a CPU, use StfNet or EDCSTFN.</source>
        <translation>时间短：每次抽样的计算遍数等于步数，训练也很久。在 CPU 上请选 StfNet 或 EDCSTFN。</translation>
    </message>
    <message>
        <source>One noise field is drawn for the whole scene, so that tiles agree where they overlap; the moving average of the weights is updated after each step. A layer that the authors' program never uses is omitted.</source>
        <translation>对整个场景抽取一个噪声场，使图块在重叠处一致；每一步之后取权重的滑动平均。作者程序中从未使用的一层被省去。</translation>
    </message>
    <message>
        <source>Standard deviation of several draws, in units of the fine image; only available with more than one draw.</source>
        <translation>多次抽样的标准差，单位同精细影像；抽样多于一次时写出。</translation>
    </message>
    <message>
        <source>Starts from noise and removes it in steps, guided by a fine image of another date and the coarse image of the target date. Several draws provide an uncertainty.</source>
        <translation>从噪声开始，分若干步去除，同时参看另一日期的精细影像和目标日期的粗影像。多次抽样说明其可靠程度。</translation>
    </message>
    <message>
        <source>No good coarse image of the date of the fine image is available, and you also need the uncertainty: set several draws. A large CUDA device and a large series for training are available.</source>
        <translation>精细影像没有好的配对粗影像，且还想知道不确定性：抽取多个预测。需有大的 CUDA 设备和大的序列可供训练。</translation>
    </message>
    <message>
        <source>You use a CPU, or few dates are available: the network has 80 million parameters, and each draw requires one pass per step. STFDiff is ten times smaller and uses the coarse image of the pair.</source>
        <translation>在 CPU 上计算，或日期少：8000 万个参数，每次抽样的计算遍数等于步数。STFDiff 小十倍，且能看到影像对的粗影像。</translation>
    </message>
    <message>
        <source>Blocks and widths follow the figure of the paper; the time embedding, schedule and training are set by STFusion. One noise field is drawn for the whole scene, so that tiles agree where they overlap.</source>
        <translation>块和宽度依照论文插图；时间的引入方式、噪声调度和训练方式由本软件设定。整个场景只抽取一个噪声场，使瓦片在重叠处一致。</translation>
    </message>
    <message>
        <source>Predicts on the grid of a panchromatic image: starts from noise and removes it in steps, guided by the panchromatic and the multispectral image of one date and the wide-field image of the target date. Several draws provide an uncertainty.</source>
        <translation>在全色影像的格网上预测：从噪声开始，分若干步去除，同时参看某一日期的全色影像和多光谱影像以及目标日期的宽幅影像。多次抽样说明其可靠程度。</translation>
    </message>
    <message>
        <source>A third sensor with the smallest pixels is available, as on Gaofen-1 (panchromatic 2 m, multispectral 8 m, wide field 16 m), and its detail is required on the target date. A CUDA device and a series for training are available.</source>
        <translation>有第三种最精细的传感器，如高分一号（全色 2 m、多光谱 8 m、宽幅 16 m），并希望目标日期具有其细节。需要 CUDA 设备和可供训练的序列。</translation>
    </message>
    <message>
        <source>No panchromatic image is available, or it has another date than the fine image: use STFDiff. It is slow on a CPU: each draw requires one pass per step.</source>
        <translation>没有全色影像，或其日期与精细影像不同：请选择 STFDiff。在 CPU 上很慢：每次抽样所需的遍数等于步数。</translation>
    </message>
    <message>
        <source>It is trained to predict fine images sharpened with the panchromatic image of their date (smoothing filter-based intensity modulation); the sharpening of the authors is not known. Draws are limited to 0 to 1, the range of the network, instead of -1 to 1. Tiles overlap by half and are blended, and one noise field is drawn for the whole scene; the authors draw the same noise for each batch of patches.</source>
        <translation>它学习预测由同日期全色影像锐化（基于平滑滤波的强度调制）的精细影像；作者如何锐化其影像，此处不得而知。抽样结果限定在网络的取值范围 0 至 1 内，而非自 -1 起。图块重叠一半并加以融合，整景只抽取一个噪声场，而作者对每批图块抽取相同的噪声。</translation>
    </message>
    <message>
        <source>A dictionary of fine patches, and of the same patches degraded to the coarse sensor, provides a first estimate of the fine image; a network refines it with the coarse image of the target date and the fine image of the pair.</source>
        <translation>精细图块的字典及粗传感器对它们的所见给出精细影像的初始估计；网络用目标日期的粗影像和影像对的精细影像加以细化。</translation>
    </message>
    <message>
        <source>One pair and a series for training are available, and the first part of the estimate should be interpretable.</source>
        <translation>有一个影像对和可供训练的序列，且希望估计的前半部分不是黑箱。</translation>
    </message>
    <message>
        <source>Time is limited: the first estimate solves a sparse problem for every patch. Use the coarse change as first estimate instead.</source>
        <translation>时间短：该估计要为每个图块求解稀疏问题。此时请选粗变化。</translation>
    </message>
    <message>
        <source>The network follows the authors' program, which does not contain the first stage: its objective follows the paper, sizes and solver are set by STFusion, and it is trained on the training samples.</source>
        <translation>网络依照作者的程序。第一阶段没有公开代码：其目标函数依照论文，尺寸和求解方法由本软件设定，并从训练样本中学习。</translation>
    </message>
    <message>
        <source>Delineates field parcels: one branch uses a very fine image, the other a series of coarser images, in which crops separate neighbouring fields that are similar on one date. Attention combines both at five levels.</source>
        <translation>寻找农田地块：一个分支查看一幅极高分辨率影像，另一分支查看较粗影像序列，其作物变化可区分某一天看似相同的相邻农田。两者在五个层级上由注意力机制结合。</translation>
    </message>
    <message>
        <source>You want field boundaries, and an image that shows them, a series that covers the season, and drawn fields for training are available.</source>
        <translation>需要农田轮廓，且有能看清农田的影像、反映生长季的序列，以及可供学习的已勾绘农田。</translation>
    </message>
    <message>
        <source>You want an image of another date: use a fusion method. Or no drawn fields are available: there are no published weights.</source>
        <translation>需要另一日期的影像：那是融合方法的用途。或尚无勾绘的农田：没有可作起点的已发表权重。</translation>
    </message>
    <message>
        <source>The convolution of column means, which the authors' program never uses, is used. Training starts from random weights instead of ImageNet, the best epoch is the one with the smallest loss, and the very fine image is stretched as a whole instead of per patch. The polygons are a reconstruction: seeds in fields grow until they meet.</source>
        <translation>使用了作者程序从未用到的列均值卷积。权重随机初始化而非来自 ImageNet，最佳轮次取损失最小者，极高分辨率影像整体拉伸而非逐块拉伸。多边形为重建做法：农田内部的种子生长至相遇。</translation>
    </message>
    <message>
        <source>Side length of the search window for similar pixels. The paper uses about three coarse pixels, which is 51 for Landsat and MODIS. The time increases with the area of the window; larger windows smooth more.</source>
        <translation>寻找相似像元的方形窗口边长。论文取约三个粗像元，对 Landsat 和 MODIS 为 51。窗口越大，用时随面积增加，平滑也越强。</translation>
    </message>
    <message>
        <source>Controls how strictly pixels must match to count as similar: the maximum difference is two standard deviations of the image divided by this number. More classes keep more detail, fewer classes smooth more.</source>
        <translation>区分地物的精细程度：像元之差不超过影像标准差的两倍除以此数时为相似。类别越多保留的细节越多，越少越平滑。</translation>
    </message>
    <message>
        <source>all: similar pixels must be similar in every band. own: each band is tested separately, as in most programs. Or band numbers of the fine image, such as 3 4 for red and near infrared, as in the paper.</source>
        <translation>all：相似像元须在每个波段都相似。own：各波段自行判定，多数程序如此。或精细影像的波段号，例如论文所用的红和近红外 3 4。</translation>
    </message>
    <message>
        <source>scene: one similarity threshold for the whole scene. window: the threshold depends on the contrast in each search window, which is useful if homogeneous and heterogeneous areas are adjacent.</source>
        <translation>scene：整个场景一个相似性阈值。window：阈值随每个搜索窗口的反差变化，适合平静与繁杂地表相邻之处。</translation>
    </message>
    <message>
        <source>Reflectance 0 to 1 (for temperature, hundreds of kelvin). The paper uses 0.002 for visible bands, 0.005 for near infrared, and up to 0.015 in heterogeneous areas. Larger values accept more candidates.</source>
        <translation>反射率 0 到 1（温度为百开尔文）。论文对可见光波段取 0.002，近红外取 0.005，混杂地表可达 0.015。值越大，通过的候选像元越多。</translation>
    </message>
    <message>
        <source>As for the fine sensor. It also determines how much more than the centre pixel a candidate may have changed.</source>
        <translation>与精细传感器相同。它还决定候选像元的变化可比中心像元多多少。</translation>
    </message>
    <message>
        <source>Constant A in the weight 1 / (1 + distance / A): small values favour near pixels. 0 = half the search window, as in the paper.</source>
        <translation>权重 1 / （1 + 距离 / A） 中的 A：小值偏重近处像元。0 取搜索窗口的一半，与论文相同。</translation>
    </message>
    <message>
        <source>Candidates are tested for agreement between the sensors and for small change, each compared with the centre pixel. either test: as in the authors' program, many candidates. both tests: as in the paper, few.</source>
        <translation>检验候选像元是否与粗传感器同样吻合，以及变化是否同样小。either test：与作者的程序相同，候选较多。both tests：与论文相同，候选较少。</translation>
    </message>
    <message>
        <source>Uses the logarithm of both differences in the weight: less sensitive to the differences, smoother. The paper recommends it for heterogeneous areas.</source>
        <translation>在权重中取两种差异的对数：对差异不太敏感，更平滑。论文建议用于混杂地表。</translation>
    </message>
    <message>
        <source>auto: only with two or more pairs, to weight them. on: always, as in the paper. off: never.</source>
        <translation>auto：仅在有两个或更多影像对、用于在其间选择时。on：总是，与论文相同。off：从不。</translation>
    </message>
    <message>
        <source>Keeps the fine value where the coarse image does not change, and uses the new coarse value where fine and coarse values are equal, as stated in the paper.</source>
        <translation>粗影像没有变化处保留精细值；精细与粗相等处取新的粗值。论文两者都有说明。</translation>
    </message>
    <message>
        <source>Side length of the search window for similar pixels; about three coarse pixels. The time increases with the area of the window.</source>
        <translation>寻找相似像元的方形窗口边长；约三个粗像元。窗口越大，用时随面积增加。</translation>
    </message>
    <message>
        <source>Controls how strictly pixels must match to count as similar: on both dates they differ by less than two standard deviations of the image divided by this number.</source>
        <translation>区分地物的精细程度：像元在两个日期上之差都小于影像标准差的两倍除以此数时为相似。</translation>
    </message>
    <message>
        <source>The authors' fast version uses the 20 most similar pixels of each window, which is faster where many are similar, and slightly less accurate. 0 = all similar pixels.</source>
        <translation>作者的快速版本取每个窗口中 20 个最相似的像元，相似像元多时更快，精度略低。0 取全部。</translation>
    </message>
    <message>
        <source>Where the coarse images of the pairs differ by less, the conversion coefficient is one, because it would be determined by noise.</source>
        <translation>两对粗影像之差小于此值处，转换系数取一，因为否则由噪声决定。</translation>
    </message>
    <message>
        <source>Predictions outside this range are replaced by the weighted fine values of the similar pixels. auto: reflectance 0 to 1, or wider if the inputs are. Or the minimum and maximum value, such as 0 1.</source>
        <translation>超出范围的预测由相似像元的加权精细值代替。auto：反射率 0 到 1，输入更宽时随之放宽。或最低值和最高值，例如 0 1。</translation>
    </message>
    <message>
        <source>authors' program: missing pixels count as -9999 in the standard deviation, so that far more pixels are similar; only for comparison of results.</source>
        <translation>authors' program：缺失像元在标准差中按 -9999 计，使相似像元大为增加；仅用于比较结果。</translation>
    </message>
    <message>
        <source>Side length of the search window for similar pixels; the homogeneity around a pixel is computed from the same window. The authors use 41 for Landsat and MODIS.</source>
        <translation>寻找相似像元并判断像元周围是否均质的方形窗口边长。作者对 Landsat 和 MODIS 取 41。</translation>
    </message>
    <message>
        <source>Number of the most similar pixels that are averaged: more pixels give a smoother result and hide the edges of coarse pixels, fewer pixels keep more detail.</source>
        <translation>参与平均的最相似像元数：多则更平滑、更能掩盖粗像元边界，少则保留更多细节。</translation>
    </message>
    <message>
        <source>Classification of the fine image if no class map is set: isodata determines the number of classes between the limits below; k-means uses the maximum.</source>
        <translation>没有分类图时如何对精细影像分类：isodata 在下面的限值之间自行确定类别数；k-means 取最大值。</translation>
    </message>
    <message>
        <source>Minimum number of classes of ISODATA. The authors recommend 4, but their Python program continues to merge below this, which is more accurate in small scenes.</source>
        <translation>ISODATA 至少保留这么多类。作者要求 4 类，但其 Python 程序会合并到更少，这在小场景中更好。</translation>
    </message>
    <message>
        <source>Maximum number of classes of ISODATA, number of classes of k-means. The scene must contain many more coarse pixels than classes; the authors use 6.</source>
        <translation>ISODATA 最多分这么多类，k-means 恰好这么多。粗像元数必须远多于类别数；作者取 6。</translation>
    </message>
    <message>
        <source>Number of coarse pixels with the largest share of a class that determine its change.</source>
        <translation>由某类比例最大的这么多个粗像元决定该类的变化。</translation>
    </message>
    <message>
        <source>Share of these coarse pixels that is excluded at both ends of the change, because their land cover may have changed. Use 0.25 where much of it changed.</source>
        <translation>在变化的两端从这些粗像元中剔除的比例，因为其土地覆盖可能已变化。变化很多处取 0.25。</translation>
    </message>
    <message>
        <source>0 = automatic: from the pixel sizes. Set it if the coarse images were already resampled to the fine grid.</source>
        <translation>0 表示由像元大小得出。若粗影像已重采样到精细格网，请在此给出。</translation>
    </message>
    <message>
        <source>all: as in the authors' program. Or band numbers of the fine image, such as 3 4.</source>
        <translation>all：与作者的程序相同；或精细影像的波段号，例如 3 4。</translation>
    </message>
    <message>
        <source>Range of predicted values. auto: reflectance 0 to 1, or wider if the inputs are. Or the minimum and maximum value, such as 0 1.</source>
        <translation>预测保持在该范围内。auto：反射率 0 到 1，输入更宽时随之放宽。或最低值和最高值，例如 0 1。</translation>
    </message>
    <message>
        <source>Side length of the search window for similar pixels. The authors' program uses 41 for Landsat and MODIS, the paper 30 for Sentinel-2 and Sentinel-3.</source>
        <translation>寻找相似像元的方形窗口边长。作者的程序对 Landsat 和 MODIS 取 41，论文对 Sentinel-2 和 Sentinel-3 取 30。</translation>
    </message>
    <message>
        <source>all, or band numbers of the fine image, such as 3 4 for red and near infrared, as in the authors' program.</source>
        <translation>all，或精细影像的波段号，例如作者程序所用的红和近红外 3 4。</translation>
    </message>
    <message>
        <source>1: regression over 3 x 3 coarse pixels; 2: over 5 x 5. Larger windows are more stable and less local.</source>
        <translation>1 在 3 x 3 个粗像元上拟合直线，2 在 5 x 5 个上。窗口越大越稳定，但越不贴合地表。</translation>
    </message>
    <message>
        <source>Where the standard deviation of the coarse values in a regression window is below this value, the slope is shrunk towards one. 0: plain regression in every window, as in the authors' program.</source>
        <translation>回归窗口内粗值之差小于此值处，斜率没有意义，被拉向一。0 与作者的程序一样拟合每个窗口。</translation>
    </message>
    <message>
        <source>regression only: stops after the first step, which shows the coarse pixels as blocks; for analysis.</source>
        <translation>regression only：第一步后停止，粗像元显示为块状；供研究之用。</translation>
    </message>
    <message>
        <source>Side length of the square patches. Larger patches contain more structure and require more samples.</source>
        <translation>被编码的方形图块边长。越大包含的结构越多，学习所需的样本也越多。</translation>
    </message>
    <message>
        <source>Overlap of neighbouring patches, which are averaged there. A larger overlap is more accurate and slower: 5 with patches of 7 gives six times as many patches as 2.</source>
        <translation>相邻图块的重叠量；重叠处取平均。重叠越多越准确也越慢：图块为 7 时，重叠 5 的图块数是重叠 2 的六倍。</translation>
    </message>
    <message>
        <source>Size of each dictionary. There should be several samples per atom.</source>
        <translation>每个字典的大小。每个原子应有若干样本。</translation>
    </message>
    <message>
        <source>Number of patches from the whole scene that the dictionaries of a band are trained with.</source>
        <translation>训练某波段字典所用的图块数，从整个场景抽取。</translation>
    </message>
    <message>
        <source>random: anywhere in the scene. variance: the patches with the largest contrast out of eight times as many, which represents large changes well and small ones less well.</source>
        <translation>random：场景中任意位置。variance：从八倍数量中取反差最强的，大变化学得好，小变化学得差。</translation>
    </message>
    <message>
        <source>Seed of the random selection of samples and first atoms. The same seed gives the same result.</source>
        <translation>样本与初始原子随机选择的起点；同一种子给出相同的结果。</translation>
    </message>
    <message>
        <source>Number of rounds of coding the samples and updating the atoms. 0: samples are used as atoms.</source>
        <translation>对样本编码并更新原子的轮数。0 直接取样本为原子。</translation>
    </message>
    <message>
        <source>orthogonal matching pursuit: a fixed number of atoms, fast. l1 minimisation: as in the paper, the number of atoms depends on the penalty; slightly more accurate and several times slower.</source>
        <translation>orthogonal matching pursuit 取固定数目的原子，快速；l1 minimisation 与论文相同，由惩罚系数决定数目，略为准确但慢几倍。</translation>
    </message>
    <message>
        <source>Maximum number of atoms per patch, with orthogonal matching pursuit.</source>
        <translation>采用正交匹配追踪时，一个图块最多由多少个原子组成。</translation>
    </message>
    <message>
        <source>Weight of the l1 norm relative to the fit. Larger values use fewer atoms. The selected atoms are fitted again without the penalty.</source>
        <translation>l1 范数相对于拟合的权重。值越大所用原子越少。选定的原子会不带它再拟合一次。</translation>
    </message>
    <message>
        <source>With two pairs: mean and deviation codes deviations from the mean change of the scene, which is used as in the coarse images; deviation codes the whole change, as some programs do.</source>
        <translation>有两对时：mean and deviation 对偏离场景平均变化的部分编码，平均变化取粗影像的值；deviation 对全部变化编码，一些程序如此。</translation>
    </message>
    <message>
        <source>Prevents large coefficients of opposite sign for nearly identical atoms. 0: plain least squares.</source>
        <translation>防止几乎重合的原子得到巨大的反号权重。0 为普通最小二乘。</translation>
    </message>
    <message>
        <source>Shrinks fine atoms towards the coarse change (two pairs) or towards no detail (one pair), more strongly where few samples support them. 0: no shrinkage.</source>
        <translation>把精细原子拉向粗变化本身（两对）或无细节（一对），支持它们的样本越少拉得越多。0 完全相信样本。</translation>
    </message>
    <message>
        <source>With two pairs: the amount of change to each date is the mean change of normalized differences of bands, 0 to 2. Where both amounts differ by more than this value, only the date with less change is used.</source>
        <translation>有两对时：到每个日期的变化量为波段归一化差异的平均变化，0 到 2。两者之差大于此值处只用变化较小的日期。</translation>
    </message>
    <message>
        <source>With one pair: fine detail is multiplied by the ratio of the images of both dates, limited to this value and its inverse. 1: no multiplication.</source>
        <translation>有一对时：精细细节乘以两个日期影像之比，最多为此值，最少为其倒数。1 只加上变化。</translation>
    </message>
    <message>
        <source>With one pair: 0 = automatic: from the pixel sizes. Set it if the coarse images were already resampled to the fine grid.</source>
        <translation>只有一对影像时：0 = 自动，由像元大小得出。若粗影像已重采样到精细格网，请设置。</translation>
    </message>
    <message>
        <source>blend: weight each method, for each band, by the inverse of its error. best method: use the method with the smallest error. Errors and weights are reported in the log; with three or more pairs, also the errors of simple guesses.</source>
        <translation>blend：逐波段按误差的倒数对各方法加权。best method：采用误差最小的方法。误差和权重写入日志；有三个或更多影像对时，还有简单估计的误差。</translation>
    </message>
    <message>
        <source>all, or the ids of the methods to use, such as starfm fsdaf. Methods that require more pairs are skipped.</source>
        <translation>all，或要使用的方法标识，例如 starfm fsdaf。需要更多影像对的方法会被跳过。</translation>
    </message>
    <message>
        <source>Weights file written by Train network for this network and these bands. Empty: the network is first trained on the pairs of this scene, which requires at least two pairs.</source>
        <translation>“训练网络”为本网络和这些波段写出的权重文件。留空：网络先从本场景的影像对学习，至少需要两对。</translation>
    </message>
    <message>
        <source>File for the weights that are trained on this scene, to reuse them. Ignored if weights are set.</source>
        <translation>从本场景学到的权重的写出位置，以便再次使用。给出权重时不用。</translation>
    </message>
    <message>
        <source>small: fewer channels, smaller patches and batches, and a higher learning rate; on a CPU, the network learns far more in the same time. It replaces options that are at their default; the help page lists the values. Weights that are set keep their size.</source>
        <translation>small：通道更少，样块和批更小，学习率更高：在 CPU 上，它在同样的时间里学到的多得多。它取代仍为默认值的参数；帮助页列出这些值。给定的权重保持其训练时的规模。</translation>
    </message>
    <message>
        <source>The training on the scene stops after this time with the best weights so far. 0 = no limit.</source>
        <translation>超过这一时间后，在本场景上的训练以迄今最佳状态结束。0 等到所有轮数完成。</translation>
    </message>
    <message>
        <source>Number of passes through the samples of the scene. 0 = as published.</source>
        <translation>遍历场景样本的轮数。0 取该网络来源所用的数。</translation>
    </message>
    <message>
        <source>Number of samples per update of the weights. 0 = as published; smaller batches need less memory.</source>
        <translation>每次更新权重前网络所见的样本数。0 取其来源所用的数；少则需要的内存少。</translation>
    </message>
    <message>
        <source>Side length of the training patches. 0 = as published, or the largest size that fits into the scene.</source>
        <translation>为训练裁取的方块边长。0 取其来源所用的值，或场景容得下的值。</translation>
    </message>
    <message>
        <source>Step size of the weight updates. 0 = as published; divide it by ten if the loss is unstable.</source>
        <translation>更新权重的步长。0 取其来源所用的值；损失跳动时取十分之一。</translation>
    </message>
    <message>
        <source>Seed of the random number generators. The same seed gives the same result on the same device.</source>
        <translation>所有随机选择的起点；同一种子在同一设备上给出相同的结果。</translation>
    </message>
    <message>
        <source>Side length of the tiles; neighbouring tiles overlap and are blended. 0 = as published, and for HPLTS-GAN, MLFF-GAN and SDCS, which use statistics of whole tiles, not larger than the training patches. Larger tiles are slightly faster and need more memory.</source>
        <translation>一次预测的方块边长；相邻方块重叠并融合。0 取其来源所用的值；对使用整个方块统计量的 HPLTS-GAN、MLFF-GAN 和 SDCS，至多取其学习所用样块的边长。越大略快，需要的内存也越多。</translation>
    </message>
    <message>
        <source>additive: adds the change to the fine image of a pair. ratio: multiplies it, as in the high-pass modulation of the paper; suitable for reflectance that is not near 0.</source>
        <translation>additive 把变化加到影像对的精细影像上。ratio 与之相乘，如论文的高通调制，适合不接近 0 的反射率。</translation>
    </message>
    <message>
        <source>Ratio of the pixel sizes of transitional and fine images; a divisor of 8. Public programs use 8 or 10.</source>
        <translation>过渡影像比精细影像粗多少倍；须为 8 的约数。公开程序用 8 或 10。</translation>
    </message>
    <message>
        <source>Channels of the first layers; the others grow with it. The default is as published. Smaller values are faster and need less memory, but reduce the capacity of the network.</source>
        <translation>前几层的通道数；其他层随之增加。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>between the pairs requires two dates with a fine image. with fine images between uses three dates at a time, and is more accurate for series with many dates.</source>
        <translation>between the pairs 需要两个有精细影像的日期。with fine images between 每次取三个，序列中精细影像多时更好。</translation>
    </message>
    <message>
        <source>Weight of the loss that requires that the changes of both streams sum up to the whole change between the pairs.</source>
        <translation>两个分支的变化之和等于两对之间全部变化这一要求的权重。</translation>
    </message>
    <message>
        <source>Both predictions are weighted by the inverse of the mean coarse change of the scene. If the changes differ by more than this value, only the pair with the smaller change is used. The normalized range is 2.</source>
        <translation>两个预测按场景平均粗变化的倒数加权。变化之差大于此值处只用变化较小的影像对。数值映射范围的一半为 1。</translation>
    </message>
    <message>
        <source>Channels of the first layer of each stream; the second has half of them. The default is as published.</source>
        <translation>每个分支第一层的通道数；第二层为其一半。默认值同来源。</translation>
    </message>
    <message>
        <source>First trains an auto-encoder on the fine images, and compares the features of prediction and truth in addition to their values: preserves texture. Without it, training takes a third less time.</source>
        <translation>先在精细影像上训练自编码器，除数值外还比较它在预测和真值中看到的内容：保留纹理。不用时训练时间少三分之一。</translation>
    </message>
    <message>
        <source>Channels of the features; those of each band have half of them. The default is as published. Smaller values are faster and need less memory, but reduce the capacity of the network.</source>
        <translation>特征的通道数；各波段特征的通道数为其一半。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Select if the fine image is composed of several dates: only its detail within coarse pixels is used, not its brightness.</source>
        <translation>精细影像由多个日期拼成时勾选：此时只用其在粗像元内的细节，而不用其色调。</translation>
    </message>
    <message>
        <source>Number of blocks in each of the two networks. The default is that of EDSR; smaller values are faster, but reduce the capacity of the network.</source>
        <translation>两个网络各自的块数。默认值同 EDSR；越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Band number of red, for a loss on the NDVI; 0 = none. Requires the near infrared band, and the range of values reflectance.</source>
        <translation>红波段的波段号，用于 NDVI 损失；0 表示不用。需要近红外波段，且值的范围为 reflectance。</translation>
    </message>
    <message>
        <source>Band number of near infrared, for a loss on the NDVI; 0 = none.</source>
        <translation>近红外波段的波段号，用于 NDVI 损失；0 表示不用。</translation>
    </message>
    <message>
        <source>Number of channels that determine the weight of each feature. The default is as published.</source>
        <translation>网络在其中决定各特征权重的通道数。默认值同来源。</translation>
    </message>
    <message>
        <source>The number of channels of the deeper layers is 4 to 12 times this value. 0 = as published: twice the fine bands and three times the coarse ones together. Smaller values are faster, but reduce the capacity of the network.</source>
        <translation>更深各层的通道数是它的 4 到 12 倍。0 取其来源所用的值：精细波段的两倍加上粗糙波段的三倍。更少则更快，能力也更弱。</translation>
    </message>
    <message>
        <source>The network uses all bands of the coarse images, such as seven of MODIS for six of Landsat in the source. Weights require the same number of additional bands as in training. No: uses only the bands that are matched with fine ones.</source>
        <translation>网络看到粗影像的全部波段，如来源中 MODIS 七个波段对应 Landsat 六个波段。权重只适合与训练时其余波段数目相同的影像。否则只读取“波段”中与精细波段对应的波段。</translation>
    </message>
    <message>
        <source>2022: the network of the paper. 2020: the authors' early program; deeper, and five times slower.</source>
        <translation>2022 为论文的网络。2020 为作者早期程序的网络：更深，慢五倍。</translation>
    </message>
    <message>
        <source>Side length of the patch around a pixel that the prediction uses, a multiple of 16. 0 = as published: 48, or 64 for the version of 2020. Smaller values are much faster.</source>
        <translation>预测一个像元所用的周围方块边长，须为 16 的倍数。0 取来源的值：48，形式 2020 为 64。越小快得越多。</translation>
    </message>
    <message>
        <source>Layers of each of the four dense blocks. 0 = as published: 4 in each, or 8, 12, 16 and 6 for the version of 2020. Smaller values are faster, but reduce the capacity of the network.</source>
        <translation>四个稠密块各自的层数。0 取来源的数：每块 4 层，形式 2020 为 8、12、16 和 6。越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels within each module. The default is as published. Smaller values are faster, but reduce the capacity of the network.</source>
        <translation>每个模块内的通道数。默认值同来源。越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels that each module adds, and that each entry convolution has. The default is as published. Smaller values are faster, but reduce the capacity of the network.</source>
        <translation>每个模块增加的通道数，也是每个入口卷积的通道数。默认值同来源。越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels of the layers, a multiple of 8. The default is as published. Smaller values are faster and need less memory, but reduce the capacity of the network.</source>
        <translation>各层的通道数，须为 8 的倍数。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels of the first layers; the others have twice and four times as many. The default is as published. Smaller values are faster and need less memory, but reduce the capacity of the network.</source>
        <translation>前几层的通道数；其他层为其两倍和四倍。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Groups of blocks in each network. The default is that of the source; 5 makes it lighter.</source>
        <translation>每个网络中的组数。默认值同来源；5 为轻量形式。</translation>
    </message>
    <message>
        <source>Blocks in each group. The default is that of the source; 10 makes it lighter.</source>
        <translation>每组的块数。默认值同来源；10 为轻量形式。</translation>
    </message>
    <message>
        <source>Channels of the first level, a multiple of 16; they double at each level. The default is as published. Smaller values are faster and need less memory, but reduce the capacity of the network.</source>
        <translation>第一层级的通道数，须为 16 的倍数；每一层级加倍。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Side length of the attention windows. Tiles and patches are multiples of 32 times this value: 8, as published, requires 256 pixels, 4 requires 128.</source>
        <translation>特征互相关注的窗口边长。图块为其 32 倍的整数倍：来源所用的 8 需要 256 像元，4 需要 128 像元。</translation>
    </message>
    <message>
        <source>Side length of the attention windows. Tiles and patches are multiples of 16 times this value: 8, as published, requires 128 pixels, 4 requires 64.</source>
        <translation>特征互相关注的窗口边长。图块为其 16 倍的整数倍：来源所用的 8 需要 128 像元，4 需要 64 像元。</translation>
    </message>
    <message>
        <source>Adds the output of the blocks to their input, without limiting it to 0 to 1. Not in the paper; use it if the loss stops decreasing early.</source>
        <translation>把各块的结果加到其输入上，而不压缩到 0 与 1 之间。论文中没有；损失过早停止下降时可以一试。</translation>
    </message>
    <message>
        <source>Weight of the adversarial loss relative to features, spectra and structure. 0 = no discriminator.</source>
        <translation>判别器相对于特征、光谱和结构对生成器的引导程度。0 表示训练时不用。</translation>
    </message>
    <message>
        <source>Weight of the adversarial loss relative to values, spectra and structure. 0 = no discriminator.</source>
        <translation>判别器相对于数值、光谱和结构对生成器的引导程度。0 表示训练时不用。</translation>
    </message>
    <message>
        <source>Weight of the adversarial loss relative to the values and the change. 0 = no discriminator.</source>
        <translation>判别器相对于数值和变化对生成器的引导程度。0 表示训练时不用。</translation>
    </message>
    <message>
        <source>Weight of the error of the fine change relative to that of the prediction in training.</source>
        <translation>训练时精细变化的误差相对于预测误差的权重。</translation>
    </message>
    <message>
        <source>Number of pixels around its core that a block uses; a multiple of 8. Larger margins reduce seams and are slower. The tile size is that of the core: with 192, a block has 256 pixels.</source>
        <translation>分块在其核心之外看到的像元数；须为 8 的倍数。越多接缝越弱、用时越长。图块大小指核心的大小：192 时分块为 256 像元。</translation>
    </message>
    <message>
        <source>Weight of the adversarial loss relative to values, spectra, structure and agreement. 0 = no discriminator.</source>
        <translation>判别器相对于数值、光谱、结构和一致性对生成器的引导程度。0 表示训练时不用。</translation>
    </message>
    <message>
        <source>Weight of the loss that requires that predictions from two fine images of other dates agree.</source>
        <translation>训练时由另外两个日期的精细影像所得预测相互一致的权重。</translation>
    </message>
    <message>
        <source>Weight of the distillation from the features of the teacher, which uses the fine images. 0: no teacher is trained, and training takes a third less time.</source>
        <translation>学生遵循教师在精细影像中所得结果的程度。0 不训练教师，用时少三分之一。</translation>
    </message>
    <message>
        <source>Weight of the loss that requires that the changes of both networks sum up to the whole change between the pairs.</source>
        <translation>两个网络的变化之和等于两对之间全部变化这一要求的权重。</translation>
    </message>
    <message>
        <source>Both predictions are weighted by the inverse of the mean coarse change of the scene. If the changes differ by more than this value, only the pair with the smaller change is used. The normalized range is 1.</source>
        <translation>两个预测按场景平均粗变化的倒数加权。变化之差大于此值处只用变化较小的影像对。数值映射的范围为 1。</translation>
    </message>
    <message>
        <source>Side length of the patches of the network, a multiple of 4; also its tile size. The default is as published. The number of parameters grows with its fourth power.</source>
        <translation>网络所针对的图块边长，须为 4 的倍数；它也是预测图块的大小。默认值同来源。参数数目随其四次方增长。</translation>
    </message>
    <message>
        <source>Number of features per pixel. The default is as published. Smaller values are faster, but reduce the capacity of the network.</source>
        <translation>像元的特征数。默认值同来源。越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>one pair: predicts from each pair separately. two pairs: uses the pairs before and after the target date together.</source>
        <translation>one pair 由每个影像对各自预测。two pairs 同时看到目标日期前后的两对。</translation>
    </message>
    <message>
        <source>Number of passes through the network per draw. 10 as published; more passes make little difference, fewer are faster.</source>
        <translation>每次抽样通过网络的次数。发表时为 10；更多变化不大，更少则更快。</translation>
    </message>
    <message>
        <source>Amount of noise added per step. 1 as published; 0: a draw depends only on its initial noise.</source>
        <translation>每一步加入多少新的噪声：发表时为 1;0 使一次抽样只取决于最初的噪声。</translation>
    </message>
    <message>
        <source>Number of predictions that are drawn; their mean is the result, and with two or more their standard deviation is the uncertainty. The time increases with this number.</source>
        <translation>抽取的预测数；其均值为结果，两个及以上时其标准差为不确定性。用时随之增加。</translation>
    </message>
    <message>
        <source>Number of time steps between image and noise in the training. The default is as published.</source>
        <translation>训练时把从影像到噪声的过程分为多少步。默认值同来源。</translation>
    </message>
    <message>
        <source>Channels of the first level, a multiple of 8. The default is as published. Smaller values are faster and need less memory, but reduce the capacity of the network.</source>
        <translation>第一层级的通道数，须为 8 的倍数。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Number of passes through the network per draw. More passes make little difference, fewer are faster; the number in the paper is not known.</source>
        <translation>每次抽样通过网络的次数。更多变化不大，更少则更快；论文的数目不详。</translation>
    </message>
    <message>
        <source>Amount of noise added per step. 0: a draw depends only on its initial noise; 1: the full noise of the diffusion process.</source>
        <translation>每一步加入多少新的噪声：0 使一次抽样只取决于最初的噪声；1 加入与过程相同的量。</translation>
    </message>
    <message>
        <source>Number of time steps between image and noise in the training. The default is the usual number; that of the paper is not known.</source>
        <translation>训练时把从影像到噪声的过程分为多少步。取通常的数；论文的数目不详。</translation>
    </message>
    <message>
        <source>Channels of the first level, a multiple of 32; the others have two to four times as many. The default is as published. Smaller values are faster and need less memory, but reduce the capacity of the network.</source>
        <translation>第一层级的通道数，须为 32 的倍数；其他层级为其两到四倍。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Number of passes through the network per draw. 250 as published; fewer are faster.</source>
        <translation>每次抽样通过网络的遍数。发表值为 250；越少越快。</translation>
    </message>
    <message>
        <source>Channels of the first level, a multiple of 8; the last has four times as many. The default is as published. Smaller values are faster and need less memory, but reduce the capacity of the network.</source>
        <translation>第一层级的通道数，须为 8 的倍数；最后一层为其四倍。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>compressed sensing: as in the paper. coarse change: the fine image plus the change of the coarse ones, much faster.</source>
        <translation>compressed sensing 与论文相同。coarse change 取精细影像加粗影像的变化，快得多。</translation>
    </message>
    <message>
        <source>wide: the network for most data sets of the authors. narrow: the network for the Coleambally set, with half the parameters at the coarsest level, and only the estimate where the wide network averages it with the fine image.</source>
        <translation>wide 是作者多数数据集所用的网络。narrow 用于 Coleambally 数据集：最粗一级的参数减半，并只用估计值，而不与高分辨率影像取平均。</translation>
    </message>
    <message>
        <source>Number of patterns that patches are composed of, for the first estimate. More patterns are slower.</source>
        <translation>用于初始估计、组成图块的模式数。越多用时越长。</translation>
    </message>
    <message>
        <source>Weights file written by Train network for dstfnet and these bands.</source>
        <translation>“训练网络”为 dstfnet 和这些波段写出的权重文件。</translation>
    </message>
    <message>
        <source>Side length of the tiles; neighbouring tiles overlap and are blended. 0 = as published. Larger tiles are slightly faster and need more memory.</source>
        <translation>一次预测的方块边长；相邻方块重叠并融合。0 取其来源所用的值。越大略快，需要的内存也越多。</translation>
    </message>
    <message>
        <source>published: ResNet-50 for the very fine image. light: one block at each of its four levels. With a width of 64, the weights of the published version take 0.9 GB.</source>
        <translation>published 用 ResNet-50 查看极高分辨率影像，light 则在四个层级各用一个块。宽度为 64 时，发表形式的权重有 0.9 GB。</translation>
    </message>
    <message>
        <source>Prepare, fuse, assess</source>
        <translation>准备、融合、评价</translation>
    </message>
    <message>
        <source>Prepares a pair and a target date, predicts by Auto, and assesses the prediction.</source>
        <translation>准备一个影像对和目标日期，用 Auto 预测并评价预测。</translation>
    </message>
    <message>
        <source>Prepares a pair and the coarse image of a target date, predicts the fine image of that date by Auto, and compares it with the observed fine image.</source>
        <translation>准备一个影像对和目标日期的粗影像，用 Auto 预测该日期的精细影像，并与观测的精细影像比较。</translation>
    </message>
    <message>
        <source>Inputs: images as delivered, with any grid, band order and scale factor; quality layers mask clouds.</source>
        <translation>输入：产品原样的影像，格网、波段顺序和比例任意；质量图层用于掩膜云。</translation>
    </message>
    <message>
        <source>Outputs: the predicted fine image and the report of Assess, which begins with a comparison with simple guesses.</source>
        <translation>输出：预测的精细影像和“评价”的报告，报告以与简单猜测的比较开头。</translation>
    </message>
    <message>
        <source>To change the model, open the file in the modeler, replace the method or set its options, and save it under another name.</source>
        <translation>要修改模型，请在建模器中打开该文件，替换方法或设置其选项，并另存为其他名称。</translation>
    </message>
    <message>
        <source>Fine image (Landsat, Sentinel-2, ...) of a date with both sensors.</source>
        <translation>两种传感器都有观测那一天的精细影像（Landsat、Sentinel-2 等）。</translation>
    </message>
    <message>
        <source>Coarse image (VIIRS, Sentinel-3, MODIS, ...) of the same date.</source>
        <translation>同一日期的粗影像（VIIRS、Sentinel-3、MODIS 等）。</translation>
    </message>
    <message>
        <source>Observed fine image of the target date</source>
        <translation>目标日期观测到的精细影像</translation>
    </message>
    <message>
        <source>Fine image observed on the target date, used as reference.</source>
        <translation>用来与预测结果比较的精细影像。</translation>
    </message>
    <message>
        <source>Quality layer of the fine image</source>
        <translation>精细影像的质量图层</translation>
    </message>
    <message>
        <source>Quality layer (QA_PIXEL, SCL, state_1km, ...) with clouds. Empty: a quality band of the image, if there is one.</source>
        <translation>标出云的质量图层（QA_PIXEL、SCL、state_1km 等）；影像自身含有或没有时留空。</translation>
    </message>
    <message>
        <source>Quality layer of the coarse image</source>
        <translation>粗影像的质量图层</translation>
    </message>
    <message>
        <source>Quality layer of the coarse image of the target date</source>
        <translation>目标日期粗影像的质量图层</translation>
    </message>
    <message>
        <source>Quality layer of the observed image</source>
        <translation>观测影像的质量图层</translation>
    </message>
    <message>
        <source>HTML page with measures, maps, scatter plots and the all-round diagram.</source>
        <translation>指标、地图、散点图和全面评价图，都在一个页面上。</translation>
    </message>
    <message>
        <source>Predicted fine image of the target date.</source>
        <translation>目标日期的预测精细影像。</translation>
    </message>
    <message>
        <source>Prepare, series, NDVI</source>
        <translation>准备、序列、NDVI</translation>
    </message>
    <message>
        <source>Prepares two pairs and a target date, and predicts NDVI for every date.</source>
        <translation>准备两个影像对和一个目标日期，并预测每个日期的 NDVI。</translation>
    </message>
    <message>
        <source>Prepares two pairs and predicts the NDVI of every date with a coarse image: the dates of the pairs, the target date, and the dates of additional coarse images.</source>
        <translation>准备好两个影像对，并预测每个有粗影像的日期的 NDVI：影像对的日期、目标日期和更多粗影像的日期。</translation>
    </message>
    <message>
        <source>Inputs: images as delivered, with any grid, band order and scale factor; quality layers mask clouds. Additional coarse images must already be prepared, or have the bands of the prepared images in the same order and scale factor.</source>
        <translation>输入：产品原样的影像，格网、波段顺序和比例任意；质量图层用于掩膜云。更多粗影像须已准备好，或与已准备的影像具有相同的波段顺序和比例。</translation>
    </message>
    <message>
        <source>Outputs: a folder with an NDVI raster for every date and series.json; the layers are loaded as one group for the Temporal Controller.</source>
        <translation>输出：一个文件夹，含每个日期的 NDVI 栅格和 series.json；图层作为一个组加载，供时态控制器播放。</translation>
    </message>
    <message>
        <source>To change the model, open the file in the modeler, replace steps or set their options, and save it under another name.</source>
        <translation>修改方法：在模型设计器中打开该文件，替换步骤或设置其选项，并以另一名称保存。</translation>
    </message>
    <message>
        <source>Fine image of the first pair</source>
        <translation>第一对的精细影像</translation>
    </message>
    <message>
        <source>Coarse image of the first pair</source>
        <translation>第一对的粗影像</translation>
    </message>
    <message>
        <source>Fine image of another date, preferably after the target dates.</source>
        <translation>另一天的精细影像，最好在所需日期之后。</translation>
    </message>
    <message>
        <source>Coarse image of the date of the second fine image.</source>
        <translation>与第二幅精细影像同一天的粗影像。</translation>
    </message>
    <message>
        <source>Coarse image of a target date</source>
        <translation>一个目标日期的粗影像</translation>
    </message>
    <message>
        <source>Coarse image of a date to predict.</source>
        <translation>要预测的那一天的粗影像。</translation>
    </message>
    <message>
        <source>Coarse images of additional target dates</source>
        <translation>其他目标日期的粗影像</translation>
    </message>
    <message>
        <source>Prepared coarse images of additional dates, in any order; dates are read from layers, tags or file names.</source>
        <translation>更多日期的已准备粗影像，顺序不限；日期从图层、标签或文件名读取。</translation>
    </message>
    <message>
        <source>Fusion method for every date.</source>
        <translation>用于每个日期的融合方法。</translation>
    </message>
    <message>
        <source>Folder of the NDVI series</source>
        <translation>NDVI 序列文件夹</translation>
    </message>
    <message>
        <source>Folder for the rasters and series.json.</source>
        <translation>存放栅格和 series.json 的文件夹。</translation>
    </message>
    <message>
        <source>Panchromatic image</source>
        <translation>全色影像</translation>
    </message>
    <message>
        <source>Additional fine image</source>
        <translation>更多精细影像</translation>
    </message>
    <message>
        <source>Additional coarse image</source>
        <translation>更多粗影像</translation>
    </message>
    <message>
        <source>Additional bands of the fine image</source>
        <translation>精细影像的其他波段</translation>
    </message>
    <message>
        <source>Additional bands of the coarse image</source>
        <translation>粗影像的其他波段</translation>
    </message>
    <message>
        <source>Fine image of the first date</source>
        <translation>第一个日期的精细影像</translation>
    </message>
    <message>
        <source>Fine image of the middle date</source>
        <translation>中间日期的精细影像</translation>
    </message>
    <message>
        <source>Fine image of the last date</source>
        <translation>最后日期的精细影像</translation>
    </message>
    <message>
        <source>Mask image</source>
        <translation>掩膜影像</translation>
    </message>
    <message>
        <source>Series image</source>
        <translation>序列影像</translation>
    </message>
    <message>
        <source>The prediction</source>
        <translation>预测影像</translation>
    </message>
    <message>
        <source>The predictions</source>
        <translation>预测影像</translation>
    </message>
    <message>
        <source>The reference</source>
        <translation>参考影像</translation>
    </message>
    <message>
        <source>The truth</source>
        <translation>真值</translation>
    </message>
    <message>
        <source>The fine image</source>
        <translation>精细影像</translation>
    </message>
    <message>
        <source>The coarse image</source>
        <translation>粗影像</translation>
    </message>
    <message>
        <source>panchromatic</source>
        <translation>全色</translation>
    </message>
    <message>
        <source>very fine</source>
        <translation>极高分辨率</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>掩膜</translation>
    </message>
    <message>
        <source>mask of fine</source>
        <translation>精细掩膜</translation>
    </message>
    <message>
        <source>mask of coarse</source>
        <translation>粗掩膜</translation>
    </message>
    <message>
        <source>Cancelled; no output was written.</source>
        <translation>已取消；没有写出任何结果。</translation>
    </message>
    <message>
        <source>good</source>
        <translation>好</translation>
    </message>
    <message>
        <source>fair</source>
        <translation>尚可</translation>
    </message>
    <message>
        <source>outside</source>
        <translation>扇区之外</translation>
    </message>
    <message>
        <source>Bands, prediction - reference: {bands} ({names}).</source>
        <translation>波段，预测 - 参考：{bands}（{names}）。</translation>
    </message>
    <message>
        <source>Scale: prediction x {prediction} ({prediction_reason}), reference x {reference} ({reference_reason}).</source>
        <translation>比例：预测 x {prediction}（{prediction_reason}），参考 x {reference}（{reference_reason}）。</translation>
    </message>
    <message>
        <source>{verdict}.</source>
        <translation>{verdict}。</translation>
    </message>
    <message>
        <source>There is no pixel to compare: no unmasked pixel is valid in both prediction and reference. Check their nodata values, their georeference, and the mask.</source>
        <translation>没有可比较的像元：没有在预测影像和参考影像中均有效的未掩膜像元；请检查它们的无数据值、地理参照和掩膜。</translation>
    </message>
    <message>
        <source>Prediction and reference have different scales; differences are reported in units of the reference.</source>
        <translation>预测影像与参考影像的比例不同；差值以参考影像的单位给出。</translation>
    </message>
    <message>
        <source>1: neither resolution ratio nor coarse image given</source>
        <translation>1：未给出分辨率比或粗影像</translation>
    </message>
    <message>
        <source>Not compared with simple guesses; to compare, choose the fine image of a pair, the coarse image of the target date, or both.</source>
        <translation>未与简单估计比较；要比较，请选择影像对的精细影像、目标日期的粗影像，或两者都选。</translation>
    </message>
    <message>
        <source>Not compared with simple guesses: no pixel is valid in the prediction and in all simple guesses.</source>
        <translation>未与简单估计比较：没有在预测和所有简单估计中均有效的像元。</translation>
    </message>
    <message>
        <source>The grid of the reference differs from that of the prediction; the reference is resampled ({how}).</source>
        <translation>参考影像与预测影像的格网不同；已重采样到预测影像的格网（{how}）。</translation>
    </message>
    <message>
        <source>1 / {ratio:g}, from the resolution ratio given</source>
        <translation>1 / {ratio:g}，由给定的分辨率比得出</translation>
    </message>
    <message>
        <source>1: the coarse image is on the fine grid, its original pixel size is unknown</source>
        <translation>1：粗影像位于精细格网上，原始像元大小未知</translation>
    </message>
    <message>
        <source>SAM is not defined for a single band.</source>
        <translation>单波段的 SAM 没有定义。</translation>
    </message>
    <message>
        <source>The reference is constant in {names}; r, R², SSIM and PSNR are not defined for it.</source>
        <translation>参考影像在 {names} 中为常数：r、R²、SSIM 和 PSNR 在该处没有定义。</translation>
    </message>
    <message>
        <source>No valid pixel in {names}; it is excluded from the values for all bands.</source>
        <translation>{names} 中没有有效像元；所有波段的值不含这些波段。</translation>
    </message>
    <message>
        <source>mean of the smaller pixels</source>
        <translation>其较小像元的均值</translation>
    </message>
    <message>
        <source>1 / {ratio:.4g}, from the pixel size of the coarse image</source>
        <translation>1 / {ratio:.4g}，由粗影像的像元大小得出</translation>
    </message>
    <message>
        <source>Computing value ranges</source>
        <translation>计算值的范围</translation>
    </message>
    <message>
        <source>Computing measures</source>
        <translation>计算指标</translation>
    </message>
    <message>
        <source>The prediction has the shape {prediction} and the reference {reference}; both must be the same (bands, rows, cols).</source>
        <translation>预测影像的形状为 {prediction}，参考影像为 {reference}；两者必须相同（波段、行、列）。</translation>
    </message>
    <message>
        <source>The mask of valid pixels has the shape {shape} and the images {images}.</source>
        <translation>有效像元掩膜的形状为 {shape}，影像为 {images}。</translation>
    </message>
    <message>
        <source>{title} has {bands} bands, which do not match the {count} compared bands; choose an image with the same bands, or leave it empty.</source>
        <translation>{title}有 {bands} 个波段，与参与比较的 {count} 个不符；请选择波段相同的影像，或不使用它。</translation>
    </message>
    <message>
        <source>Prediction and reference are the same raster; choose the observed image as reference.</source>
        <translation>预测影像与参考影像是同一个栅格；请选择观测影像作为参考。</translation>
    </message>
    <message>
        <source>Ratio is {ratio}; enter the resolution ratio (coarse / fine), or 0 for automatic.</source>
        <translation>分辨率比为 {ratio}；请输入分辨率比（粗 / 精细），或输入 0 表示自动。</translation>
    </message>
    <message>
        <source>Noise level is {noise}; enter a reflectance of 0 or more, such as 0.005.</source>
        <translation>噪声水平为 {noise}；请给出 0 或更大的反射率，例如 0.005。</translation>
    </message>
    <message>
        <source>The prediction {prediction} has {count} bands and the reference {reference} has {wanted}; set Reference band for each band: the reference band for each band of the prediction, 0 to skip a band.</source>
        <translation>预测影像 {prediction} 有 {count} 个波段，参考影像 {reference} 有 {wanted} 个；请设置“各波段对应的参考波段”：预测影像各波段对应的参考波段，0 表示跳过该波段。</translation>
    </message>
    <message>
        <source>Reference band for each band '{text}' is not valid; enter one band number of the reference for each of the {bands} bands of the prediction, such as 3 4 1 2, and 0 to skip a band.</source>
        <translation>“各波段对应的参考波段”“{text}”无效；请为预测影像的 {bands} 个波段各输入一个参考影像的波段号，例如 3 4 1 2，0 表示跳过该波段。</translation>
    </message>
    <message>
        <source>Reference band for each band '{text}' skips every band; enter at least one band number of the reference.</source>
        <translation>“各波段对应的参考波段”“{text}”跳过了所有波段；请至少输入一个参考影像的波段号。</translation>
    </message>
    <message>
        <source>Reference band for each band '{text}' contains band {most}, but {label} has only {bands} bands; correct the band number.</source>
        <translation>“各波段对应的参考波段”“{text}”包含波段 {most}，但 {label} 只有 {bands} 个波段；请改正波段号。</translation>
    </message>
    <message>
        <source>The mask does not overlap the prediction; choose a mask of the same area.</source>
        <translation>掩膜与预测影像不重叠；请选择同一区域的掩膜。</translation>
    </message>
    <message>
        <source>{role} has no fine image; choose the fine image of the same pair, or leave the coarse image empty.</source>
        <translation>{role}没有精细影像；请选择同一对的精细影像，或将该粗影像留空。</translation>
    </message>
    <message>
        <source>{role} does not overlap the prediction; choose images of the same area, or assign the correct CRS.</source>
        <translation>{role}与预测影像不重叠；请选择同一区域的影像，或指定正确的坐标参照系。</translation>
    </message>
    <message>
        <source>the reference</source>
        <translation>参考影像</translation>
    </message>
    <message>
        <source>the coarse image</source>
        <translation>粗影像</translation>
    </message>
    <message>
        <source>The reference covers only {share:.0%} of the prediction; other pixels are not compared.</source>
        <translation>参考影像只覆盖预测影像的 {share:.0%}；其余部分不参与比较。</translation>
    </message>
    <message>
        <source>The date of the prediction is {first}, the date of {title} is {other}; they should be the same.</source>
        <translation>预测影像的日期为 {first}，{title}的日期为 {other}；两者应为同一天。</translation>
    </message>
    <message>
        <source>Unknown method '{unknown}'; choose one of: {known}.</source>
        <translation>没有方法“{unknown}”；请从下列值中选择：{known}。</translation>
    </message>
    <message>
        <source>None of the methods can be run. {next}</source>
        <translation>没有任何方法可以运行。{next}</translation>
    </message>
    <message>
        <source>The coarse image of the target date is missing; choose it, or leave the truth empty to predict each pair from the others.</source>
        <translation>缺少目标日期的粗影像；请选择它，或将真值留空以由其余影像对预测每一对。</translation>
    </message>
    <message>
        <source>The date of the truth is {truth_date}, the date of the coarse image is {target_date}; choose images of the same date.</source>
        <translation>真值的日期为 {truth_date}，粗影像的日期为 {target_date}；请选择同一日期的影像。</translation>
    </message>
    <message>
        <source>Without a truth, each pair is predicted from the others, which requires at least two pairs; add a pair, or choose the fine image of the target date as truth.</source>
        <translation>没有真值时，由其余影像对预测每一对，这至少需要两对；请增加一对，或选择目标日期的精细影像作为真值。</translation>
    </message>
    <message>
        <source>The dates of the pairs are not known, so that no pair can be predicted from the others; add the dates to the file names.</source>
        <translation>影像对的日期未知，因此无法由其余影像对预测每一对；请把日期写进文件名。</translation>
    </message>
    <message>
        <source>None of the tests of the split has all its dates; choose another split, or check the images.</source>
        <translation>该划分的所有测试都缺少日期；请选择其他划分，或检查影像。</translation>
    </message>
    <message>
        <source>the target date</source>
        <translation>目标日期</translation>
    </message>
    <message>
        <source>Without weights it is trained on the scene first, which takes minutes; select it in Methods, or enter its weights in Options of the methods.</source>
        <translation>没有权重时先在该场景上训练，需要几分钟；请在“方法”中选择它，或在“各方法的选项”中输入其权重。</translation>
    </message>
    <message>
        <source>Options '{part}' are not valid; enter the id of a method and its options, such as starfm: WINDOW=31; CLASSES=6, and separate methods by |.</source>
        <translation>无法理解选项“{part}”；请写方法的标识及其选项，例如 starfm: WINDOW=31; CLASSES=6，方法之间用 |。</translation>
    </message>
    <message>
        <source>No usable {role} image; choose observed images. {reason}</source>
        <translation>没有可用的{role}影像；请选择观测影像。{reason}</translation>
    </message>
    <message>
        <source>The truth is also {role}; choose a truth that is not used as input.</source>
        <translation>真值同时也是{role}；请选择未用作输入的真值。</translation>
    </message>
    <message>
        <source>The truth is a prediction of STFusion, not an observation; errors are differences from this prediction.</source>
        <translation>真值是 STFusion 的预测，而不是观测；误差是与该预测的差。</translation>
    </message>
    <message>
        <source>Choose at least one method.</source>
        <translation>请至少选择一种方法。</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>{title}: {cost}.</source>
        <translation>{title}：{cost}。</translation>
    </message>
    <message>
        <source>{title} failed: {text}</source>
        <translation>{title} 失败：{text}</translation>
    </message>
    <message>
        <source>Predictions cannot be saved in {folder} ({strerror}); choose another folder.</source>
        <translation>预测结果无法保存到 {folder}（{strerror}）；请另选文件夹。</translation>
    </message>
    <message>
        <source>{title}: {verdict}.</source>
        <translation>{title}：{verdict}。</translation>
    </message>
    <message>
        <source>{title} is not compared: {reason}</source>
        <translation>{title} 不参与比较：{reason}</translation>
    </message>
    <message>
        <source>{title}, method {number} of {count}</source>
        <translation>{title}，第 {number} 个方法，共 {count} 个</translation>
    </message>
    <message>
        <source>No pixel was predicted: no unmasked pixel is valid on all dates; check masks and nodata values.</source>
        <translation>没有预测出任何像元：没有在所有日期均有效的未掩膜像元；请检查掩膜和无数据值。</translation>
    </message>
    <message>
        <source>Not compared with simple guesses: no pixel is valid in the predictions and in all simple guesses.</source>
        <translation>未与简单估计比较：没有在各预测和所有简单估计中均有效的像元。</translation>
    </message>
    <message>
        <source>All methods failed. {error}</source>
        <translation>所有方法都失败了。{error}</translation>
    </message>
    <message>
        <source>Out of memory; set a smaller block size.</source>
        <translation>内存不足；请设置较小的分块大小。</translation>
    </message>
    <message>
        <source>Internal error ({kind}: {error}); please report it.</source>
        <translation>内部错误（{kind}：{error}）；请报告。</translation>
    </message>
    <message>
        <source>Evaluating {date}</source>
        <translation>评价 {date}</translation>
    </message>
    <message>
        <source>Date {number} of {count}</source>
        <translation>第 {number} 个日期，共 {count} 个</translation>
    </message>
    <message>
        <source>'{text}' is not a date; enter year-month-day, such as 2004-12-28.</source>
        <translation>“{text}”不是日期；请写成年-月-日，例如 2004-12-28。</translation>
    </message>
    <message>
        <source>Date pattern '{text}' has no named groups for a year (Y or y) and a month (m or b) or day of the year (j); enter a pattern such as {example}.</source>
        <translation>日期模式“{text}”没有年（Y 或 y）以及月（m 或 b）或年内日序（j）的命名组；请写成例如 {example}。</translation>
    </message>
    <message>
        <source>Date pattern '{text}' is not a valid regular expression ({error}); enter a pattern such as {example}.</source>
        <translation>日期模式“{text}”不是正则表达式（{error}）；请写成例如 {example}。</translation>
    </message>
    <message>
        <source>{title} provides no uncertainty{how}; leave that output empty.</source>
        <translation>{title}{how}没有可写出的不确定性；请将该输出留空。</translation>
    </message>
    <message>
        <source>No pixel could be predicted: no pixel is valid in the fine image, the coarse image and the masks on all dates.</source>
        <translation>没有能预测的像元：精细影像、粗影像和掩膜之后，没有在所有日期均有效的像元。</translation>
    </message>
    <message>
        <source>Predicted {share:.1%} of the pixels in {seconds:.1f} s.</source>
        <translation>已预测 {share:.1%} 的像元，用时 {seconds:.1f} 秒。</translation>
    </message>
    <message>
        <source>The output {name} must be a GeoTIFF; use a file name ending in .tif.</source>
        <translation>输出 {name} 必须是 GeoTIFF：名称须以 .tif 结尾。</translation>
    </message>
    <message>
        <source>The output {path} is a folder; enter the name of a file in it, ending in .tif.</source>
        <translation>输出 {path} 是文件夹；请给出其中以 .tif 结尾的文件名。</translation>
    </message>
    <message>
        <source>The output folder {parent} does not exist; create it or choose another folder.</source>
        <translation>输出文件夹 {parent} 不存在；请创建它或另选。</translation>
    </message>
    <message>
        <source>Prediction and uncertainty have the same file {output}; choose another name for one of them.</source>
        <translation>预测影像和不确定性都要写到 {output}；请为其中一个另取名称。</translation>
    </message>
    <message>
        <source> with these options</source>
        <translation>在这些选项下</translation>
    </message>
    <message>
        <source>Fine image unchanged</source>
        <translation>精细影像不变</translation>
    </message>
    <message>
        <source>Enlarged coarse image</source>
        <translation>放大的粗影像</translation>
    </message>
    <message>
        <source>Coarse change</source>
        <translation>粗影像变化</translation>
    </message>
    <message>
        <source>Two-sided coarse change</source>
        <translation>双侧粗影像变化</translation>
    </message>
    <message>
        <source>F1: the fine image of the pair nearest to the target date, unchanged.</source>
        <translation>F1：最接近目标日期的影像对的精细影像，不变。</translation>
    </message>
    <message>
        <source>C2: the coarse image of the target date, enlarged to the fine grid.</source>
        <translation>C2：目标日期的粗影像，放大到精细格网。</translation>
    </message>
    <message>
        <source>F1 + (C2 - C1): the fine image of the nearest pair plus the change of the coarse image.</source>
        <translation>F1 + (C2 - C1)：最近影像对的精细影像加上粗影像的变化。</translation>
    </message>
    <message>
        <source>((Fb + (C2 - Cb)) + (Fa + (C2 - Ca))) / 2: the mean of fine image plus coarse change from the nearest pair before (b) and the nearest pair after (a) the target date. Not available if all pairs are on one side of the target date.</source>
        <translation>((Fb + (C2 - Cb)) + (Fa + (C2 - Ca))) / 2：由目标日期之前最近的影像对（b）和之后最近的影像对（a）得出的“精细影像加粗影像变化”的平均。若所有影像对都在目标日期的同一侧，则没有此项。</translation>
    </message>
    <message>
        <source>{share:.0f} % worse than the best simple guess ({name})</source>
        <translation>比最佳简单估计（{name}）差 {share:.0f} %</translation>
    </message>
    <message>
        <source>As good as the best simple guess ({name})</source>
        <translation>与最佳简单估计（{name}）相当</translation>
    </message>
    <message>
        <source>Worse than the best simple guess ({name}), which has no error</source>
        <translation>差于最佳简单估计（{name}），后者没有误差</translation>
    </message>
    <message>
        <source>{share:.0f} % better than the best simple guess ({name})</source>
        <translation>比最佳简单估计（{name}）好 {share:.0f} %</translation>
    </message>
    <message>
        <source>{label} is {value}</source>
        <translation>{label}为 {value}</translation>
    </message>
    <message>
        <source>{title} has no option {unknown}; available options: {known}.</source>
        <translation>{title} 没有选项 {unknown}；它有：{known}。</translation>
    </message>
    <message>
        <source>Option {name} is '{text}'; enter yes or no.</source>
        <translation>选项 {name} 为“{text}”；请写 yes 或 no。</translation>
    </message>
    <message>
        <source>{label} is '{value}'; choose one of: {choices}.</source>
        <translation>{label}为“{value}”；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>{shown}; a finite number is required.</source>
        <translation>{shown}；需要有限数。</translation>
    </message>
    <message>
        <source>{shown}; it must be at least {minimum:g}.</source>
        <translation>{shown}；必须不小于 {minimum:g}。</translation>
    </message>
    <message>
        <source>{shown}; it must be at most {maximum:g}.</source>
        <translation>{shown}；必须不大于 {maximum:g}。</translation>
    </message>
    <message>
        <source>{shown}; it must be odd, so that the window has a centre pixel: try {suggestion}.</source>
        <translation>{shown}；必须为奇数，使正中为一个像元：可用 {suggestion}。</translation>
    </message>
    <message>
        <source>{shown}; it must be a multiple of {multiple}.</source>
        <translation>{shown}；必须是 {multiple} 的倍数。</translation>
    </message>
    <message>
        <source>{title} requires {least} pairs of fine and coarse images, but {count} are set.</source>
        <translation>{title} 需要 {least} 对精细影像与粗影像；给出 {count} 对。</translation>
    </message>
    <message>
        <source>{title} supports a maximum of {most} pairs of fine and coarse images, but {count} are set.</source>
        <translation>{title} 最多使用 {most} 对精细影像与粗影像；给出 {count} 对。</translation>
    </message>
    <message>
        <source>Options of the method: '{part}' is not valid; enter NAME=value; NAME=value.</source>
        <translation>方法的选项：无法理解“{part}”；请写 NAME=value; NAME=value。</translation>
    </message>
    <message>
        <source>Option {name} is '{text}'; enter {kind}.</source>
        <translation>选项 {name} 为“{text}”；请写{kind}。</translation>
    </message>
    <message>
        <source>an integer</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>Computing scene statistics</source>
        <translation>求整个场景的参数</translation>
    </message>
    <message>
        <source>Bands have different gaps; each band is predicted separately where it has values.</source>
        <translation>各波段的缺口不同；每个波段在其有值处单独预测。</translation>
    </message>
    <message>
        <source>Not enough memory for a block of {rows} x {cols} pixels; continuing with blocks of half the size. A smaller block size avoids this.</source>
        <translation>内存不够处理 {rows} x {cols} 像元的分块；改用一半大小继续。设置较小的分块大小可避免此情况。</translation>
    </message>
    <message>
        <source>Compiling for this computer (first run only). Progress continues afterwards.</source>
        <translation>正在为本计算机编译（仅首次运行需要）。编译完成后进度继续。</translation>
    </message>
    <message>
        <source>{title} requires a panchromatic image for each pair, but there is none; choose it.</source>
        <translation>{title} 需要每个影像对有一幅全色影像，但一幅也没有；请选择。</translation>
    </message>
    <message>
        <source>Compiled in {seconds:.1f} s; later runs do not need this time.</source>
        <translation>编译用时 {seconds:.1f} 秒；下次运行无需此时间。</translation>
    </message>
    <message>
        <source>Statistics of the pairs</source>
        <translation>影像对的统计</translation>
    </message>
    <message>
        <source>Range of the target date</source>
        <translation>目标日期的值范围</translation>
    </message>
    <message>
        <source>Range of values is '{text}'; enter auto, or the minimum and maximum value, such as 0 1.</source>
        <translation>值的范围为“{text}”；请写 auto，或最小值和最大值，例如 0 1。</translation>
    </message>
    <message>
        <source>{name} contains {member}, a link or a path outside the archive; it is not opened.</source>
        <translation>{name} 含有 {member}，这是链接或压缩包之外的路径；不予打开。</translation>
    </message>
    <message>
        <source>{name} contains more than {most} files, more than any product; unpack the required files from it.</source>
        <translation>{name} 含有超过 {most} 个文件，多于任何产品；请从中解压所需文件。</translation>
    </message>
    <message>
        <source>{name} would unpack to {size:.0f} GiB, {times:.0f} times its size, more than any product; it is not opened.</source>
        <translation>{name} 解压后为 {size:.0f} GiB，是其大小的 {times:.0f} 倍，超过任何产品；不予打开。</translation>
    </message>
    <message>
        <source>{name} cannot be opened as an archive ({reason}); download it again.</source>
        <translation>{name} 无法作为压缩包打开（{reason}）；请重新下载。</translation>
    </message>
    <message>
        <source>{name} cannot be unpacked ({reason}); check the free space, or download it again.</source>
        <translation>{name} 无法解压（{reason}）；请检查剩余空间，或重新下载。</translation>
    </message>
    <message>
        <source>The area does not overlap the product; choose another extent.</source>
        <translation>该区域与产品不重叠；请选择其他范围。</translation>
    </message>
    <message>
        <source>{name} cannot be opened: it is damaged or incomplete, or a GDAL driver is missing ({reason}).</source>
        <translation>{name} 无法打开：文件损坏或不完整，或缺少 GDAL 驱动（{reason}）。</translation>
    </message>
    <message>
        <source>{label} cannot be read ({reason}); download it again.</source>
        <translation>{label} 无法读取（{reason}）；请重新下载。</translation>
    </message>
    <message>
        <source>Pair {date}: fine bands agree best with the coarse bands {order}; set Coarse band for each fine band.</source>
        <translation>影像对 {date}：精细波段与粗波段 {order} 最一致；请设置“每个精细波段对应的粗波段”。</translation>
    </message>
    <message>
        <source>{name} cannot be opened ({error}).</source>
        <translation>{name} 无法打开（{error}）。</translation>
    </message>
    <message>
        <source>{label} images of {days} have {shape} bands, rows and columns, the others {usual}.</source>
        <translation>{days} 的{label}影像的波段、行、列数为 {shape}，其他为 {usual}。</translation>
    </message>
    <message>
        <source>{folder} contains no known data set ({count} files, such as {name}); choose the data set, or generic with two patterns.</source>
        <translation>{folder} 不含已知数据集（{count} 个文件，例如 {name}）；请选择数据集，或选择 generic 并输入两个模式。</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist; choose the folder of the data set.</source>
        <translation>文件夹 {folder} 不存在；请选择数据集的文件夹。</translation>
    </message>
    <message>
        <source>{folder} contains no {label} image of {title} ({count} files, such as {name}); check the folder, or use generic with two patterns.</source>
        <translation>{folder} 不含 {title} 的{label}影像（{count} 个文件，例如 {name}）；请检查文件夹，或使用 generic 和两个模式。</translation>
    </message>
    <message>
        <source>{folder} contains more than {most} files; choose the folder of the data set.</source>
        <translation>{folder} 含有超过 {most} 个文件；请选择数据集的文件夹。</translation>
    </message>
    <message>
        <source>{first} and {second} are both of {day} and differ; choose the folder of one of them, or another data set.</source>
        <translation>{first} 和 {second} 都属于 {day} 且不相同；请选择其中之一所在的文件夹，或其他数据集。</translation>
    </message>
    <message>
        <source>{title} is not a data set of image pairs; open it with the tool Data set, and use the folders of its images.</source>
        <translation>{title} 不是影像对数据集；请用“数据集”工具打开，并使用其影像的文件夹。</translation>
    </message>
    <message>
        <source>{title} is stored as arrays in this folder; open it with the tool Data set, and use the folders of its images.</source>
        <translation>{title} 在此文件夹中以数组存放；请用“数据集”工具打开，并使用其影像的文件夹。</translation>
    </message>
    <message>
        <source>{folder} contains no file of {title}; check the folder.</source>
        <translation>{folder} 不含 {title} 的文件；请检查文件夹。</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>{name} contains an array of shape {shape} and type {dtype}; an image of bands, rows and columns is required.</source>
        <translation>{name} 含有形状为 {shape}、类型为 {dtype} 的数组；需要由波段、行和列组成的影像。</translation>
    </message>
    <message>
        <source>{name} contains {bands} bands; check the order of its axes.</source>
        <translation>{name} 含有 {bands} 个波段；请检查其轴的顺序。</translation>
    </message>
    <message>
        <source>{name} cannot be read ({error}); download it again.</source>
        <translation>{name} 无法读取（{error}）；请重新下载。</translation>
    </message>
    <message>
        <source>{folder} contains no observation; choose the folder of the data set.</source>
        <translation>{folder} 不含观测值；请选择数据集的文件夹。</translation>
    </message>
    <message>
        <source>The files of {folder} state no positions; choose a list of stations with the columns station, lon, lat.</source>
        <translation>{folder} 的文件没有位置；请选择包含 station、lon、lat 列的站点列表。</translation>
    </message>
    <message>
        <source>{name} has {count} nodes, which form no known grid.</source>
        <translation>{name} 有 {count} 个节点，不构成已知格网。</translation>
    </message>
    <message>
        <source>{name} is not a table of Terra; it has no axis1 and block0_values.</source>
        <translation>{name} 不是 Terra 的表；其中没有 axis1 和 block0_values。</translation>
    </message>
    <message>
        <source>The list of stations {name} cannot be read ({error}); it requires the columns station, lon, lat.</source>
        <translation>站点列表 {name} 无法读取（{error}）；需要 station、lon、lat 列。</translation>
    </message>
    <message>
        <source>There is no data set '{word}'; choose one of: {choices}.</source>
        <translation>没有数据集“{word}”；请选择：{choices}。</translation>
    </message>
    <message>
        <source>The pattern of {label} images '{pattern}' requires named groups for the date, such as L_(?P&lt;Y&gt;\d\d\d\d)(?P&lt;m&gt;\d\d)(?P&lt;d&gt;\d\d)\.tif.</source>
        <translation>{label}影像的模式“{pattern}”需要日期的命名组，例如 L_(?P&lt;Y&gt;\d\d\d\d)(?P&lt;m&gt;\d\d)(?P&lt;d&gt;\d\d)\.tif。</translation>
    </message>
    <message>
        <source>The pattern of {label} images '{pattern}' is not a valid regular expression ({error}).</source>
        <translation>{label}影像的模式“{pattern}”不是有效的正则表达式（{error}）。</translation>
    </message>
    <message>
        <source>{place} contains no known product ({count} files, such as {name}); the help page lists the products. Images that are ready for fusion do not require an import.</source>
        <translation>{place} 不含已知产品（{count} 个文件，例如 {name}）；帮助页列出了产品。可直接融合的影像无需导入。</translation>
    </message>
    <message>
        <source>{place} does not exist; choose another file or folder.</source>
        <translation>{place} 不存在；请选择其他文件或文件夹。</translation>
    </message>
    <message>
        <source>{place} contains no file; choose the folder or file of a product.</source>
        <translation>{place} 不含文件；请选择产品的文件夹或文件。</translation>
    </message>
    <message>
        <source>The folder {place} contains more than {most} files; choose the folder of the products.</source>
        <translation>文件夹 {place} 含有超过 {most} 个文件；请选择产品所在的文件夹。</translation>
    </message>
    <message>
        <source>No product lies between the first and the last date; choose other dates.</source>
        <translation>开始日期与结束日期之间没有产品；请选择其他日期。</translation>
    </message>
    <message>
        <source>Nothing was imported. {first}</source>
        <translation>没有导入任何内容。{first}</translation>
    </message>
    <message>
        <source>{name} is skipped: a newer collection or baseline is available.</source>
        <translation>{name} 被跳过：有更新的版本或处理基线。</translation>
    </message>
    <message>
        <source>Finding products</source>
        <translation>查找产品</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>{count} images: {written} written, {reused} reused, {failed} failed.</source>
        <translation>{count} 幅影像：写入 {written}，沿用 {reused}，失败 {failed}。</translation>
    </message>
    <message>
        <source>{product}, {date}: {bands}; scale {scale}; masked by {masks}; {rows} x {cols} pixels of {pixel:.6g}, {valid:.1%} valid.</source>
        <translation>{product}，{date}：{bands}；比例 {scale}；掩膜来自 {masks}；{rows} x {cols} 个 {pixel:.6g} 的像元，{valid:.1%} 有效。</translation>
    </message>
    <message>
        <source>Found: {found}.</source>
        <translation>找到：{found}。</translation>
    </message>
    <message>
        <source>{product}, {date}: not imported. {reason}</source>
        <translation>{product}，{date}：未导入。{reason}</translation>
    </message>
    <message>
        <source>{product}, {date}: reused, from the same files and options.</source>
        <translation>{product}，{date}：沿用，文件和选项相同。</translation>
    </message>
    <message>
        <source>{product}, {date}: {text}</source>
        <translation>{product}，{date}：{text}</translation>
    </message>
    <message>
        <source>{title} is measured at the top of the atmosphere, not at the surface; do not fuse it with surface reflectance.</source>
        <translation>{title} 在大气层顶测得，而非地表；请勿与地表反射率融合。</translation>
    </message>
    <message>
        <source>The quality layer is missing; clouds are not masked.</source>
        <translation>缺少质量层；云未被掩膜。</translation>
    </message>
    <message>
        <source>{name} lacks these bands of the product: {bands}.</source>
        <translation>{name} 缺少产品的这些波段：{bands}。</translation>
    </message>
    <message>
        <source>Cancelled; {count} finished images are kept in {folder}. Import again to continue.</source>
        <translation>已取消；{count} 幅完成的影像保留在 {folder} 中。再次导入即可继续。</translation>
    </message>
    <message>
        <source>{name} cannot be imported ({reason}).</source>
        <translation>{name} 无法导入（{reason}）。</translation>
    </message>
    <message>
        <source>Only {share:.2%} of the pixels are valid after masking.</source>
        <translation>掩膜后仅有 {share:.2%} 的像元有效。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{name} has other bands than {first} and is skipped.</source>
        <translation>{name} 的波段与 {first} 不同，被跳过。</translation>
    </message>
    <message>
        <source>{name} contains none of the layers of {title}; it is damaged, or another product. It contains: {layers}.</source>
        <translation>{name} 不含 {title} 的任何图层；文件损坏，或是其他产品。其中有：{layers}。</translation>
    </message>
    <message>
        <source>{label} cannot be opened: it is damaged, or a GDAL driver is missing.</source>
        <translation>{label} 无法打开：文件损坏，或缺少 GDAL 驱动。</translation>
    </message>
    <message>
        <source>{label} cannot be opened: it is damaged or incomplete, or a GDAL driver is missing ({reason}).</source>
        <translation>{label} 无法打开：文件损坏或不完整，或缺少 GDAL 驱动（{reason}）。</translation>
    </message>
    <message>
        <source>{name} has no valid georeference; download it again.</source>
        <translation>{name} 没有有效的地理参考；请重新下载。</translation>
    </message>
    <message>
        <source>install that driver of GDAL, or order the product as GeoTIFF</source>
        <translation>请安装该 GDAL 驱动，或以 GeoTIFF 订购产品</translation>
    </message>
    <message>
        <source>in QGIS from conda-forge install libgdal-hdf4; the bundle for macOS has none. Or order the product as GeoTIFF, for example from AppEEARS</source>
        <translation>在来自 conda-forge 的 QGIS 中安装 libgdal-hdf4；macOS 安装包没有它。或以 GeoTIFF 订购产品，例如从 AppEEARS</translation>
    </message>
    <message>
        <source>install the JPEG 2000 driver of GDAL, or convert the files to GeoTIFF</source>
        <translation>请安装 GDAL 的 JPEG 2000 驱动，或将文件转换为 GeoTIFF</translation>
    </message>
    <message>
        <source>{title} requires the GDAL driver {driver}, which this QGIS does not have; {instead}.</source>
        <translation>{title} 需要 GDAL 驱动 {driver}，而此 QGIS 没有；{instead}。</translation>
    </message>
    <message>
        <source>Importing products requires the Python module osgeo.gdal of QGIS, which cannot be loaded ({error}).</source>
        <translation>导入产品需要 QGIS 的 Python 模块 osgeo.gdal，但无法加载（{error}）。</translation>
    </message>
    <message>
        <source>{name} has no date in its name or its tags; add the date to the file name, such as _20150714.</source>
        <translation>{name} 的名称和标签中没有日期；请在文件名中加入日期，例如 _20150714。</translation>
    </message>
    <message>
        <source>{label} cannot be read; download it again.</source>
        <translation>{label} 无法读取；请重新下载。</translation>
    </message>
    <message>
        <source>{label} cannot be read at row {row}, column {col} ({reason}); download it again.</source>
        <translation>{label} 在第 {row} 行、第 {col} 列无法读取（{reason}）；请重新下载。</translation>
    </message>
    <message>
        <source>{label}: a typical value is {value:.4g} K, which is not a temperature; check the scale factor.</source>
        <translation>{label}：典型值为 {value:.4g} K，不是温度；请检查比例系数。</translation>
    </message>
    <message>
        <source>{label}: a typical value is {value:.3g}, which is not a reflectance; check the scale factor.</source>
        <translation>{label}：典型值为 {value:.3g}，不是反射率；请检查比例系数。</translation>
    </message>
    <message>
        <source>the values are kelvin</source>
        <translation>数值为开尔文</translation>
    </message>
    <message>
        <source>the values are degrees Celsius</source>
        <translation>数值为摄氏度</translation>
    </message>
    <message>
        <source>{label}: the unit stated in the file is not correct; {reason}.</source>
        <translation>{label}：文件中说明的单位不正确；{reason}。</translation>
    </message>
    <message>
        <source>There is no product '{word}'; choose one of: {choices}.</source>
        <translation>没有产品“{word}”；请选择：{choices}。</translation>
    </message>
    <message>
        <source>top of atmosphere</source>
        <translation>大气层顶</translation>
    </message>
    <message>
        <source>Sentinel-2, processing baseline {stated}</source>
        <translation>Sentinel-2，处理基线 {stated}</translation>
    </message>
    <message>
        <source>{name} does not state its processing baseline; since 04.00 (January 2022) Sentinel-2 products add 1000. If this applies, set the scale factor to 0.0001-0.1.</source>
        <translation>{name} 未说明其处理基线；自 04.00（2022 年 1 月）起 Sentinel-2 产品加了 1000。若适用，请将比例系数设为 0.0001-0.1。</translation>
    </message>
    <message>
        <source>reflectance x 10000, as defined by the product</source>
        <translation>反射率 x 10000，同产品</translation>
    </message>
    <message>
        <source>{name} has no metadata file (MTL) with the sun elevation; reflectance is not corrected for it.</source>
        <translation>{name} 没有含太阳高度角的元数据文件（MTL）；反射率未作相应校正。</translation>
    </message>
    <message>
        <source>as the product has it</source>
        <translation>按产品定义</translation>
    </message>
    <message>
        <source>stated in the file</source>
        <translation>文件中注明</translation>
    </message>
    <message>
        <source>stated in the metadata</source>
        <translation>元数据中说明</translation>
    </message>
    <message>
        <source>{title} has no {content}; it has: {contents}.</source>
        <translation>{title} 没有 {content}；它有：{contents}。</translation>
    </message>
    <message>
        <source>{name} has none of the bands {bands}; {title} has: {known}.</source>
        <translation>{name} 没有波段 {bands}；{title} 有：{known}。</translation>
    </message>
    <message>
        <source>{name}: latitude and longitude have different shapes; download it again.</source>
        <translation>{name}：纬度与经度的形状不同；请重新下载。</translation>
    </message>
    <message>
        <source>{name} has no valid position; download it again.</source>
        <translation>{name} 没有有效位置；请重新下载。</translation>
    </message>
    <message>
        <source>{name} covers {cols} x {rows} pixels, too many for one image; choose an extent.</source>
        <translation>{name} 覆盖 {cols} x {rows} 个像元，对一幅影像来说过多；请选择范围。</translation>
    </message>
    <message>
        <source>{name}: layer {layer} has {shape} pixels, and the positions have {wanted}; download it again.</source>
        <translation>{name}：图层 {layer} 有 {shape} 个像元，而位置有 {wanted} 个；请重新下载。</translation>
    </message>
    <message>
        <source>{name} has no variable with regular latitude and longitude, or map coordinates; it contains: {layers}.</source>
        <translation>{name} 没有带规则经纬度或地图坐标的变量；其中有：{layers}。</translation>
    </message>
    <message>
        <source>{name} contains several variables; enter in Bands which of them to import: {names}.</source>
        <translation>{name} 含有多个变量；请在“波段”中输入要导入的变量：{names}。</translation>
    </message>
    <message>
        <source>{name}: the bands {bands} are of different quantities; import them one after the other.</source>
        <translation>{name}：波段 {bands} 属于不同的量；请分次导入。</translation>
    </message>
    <message>
        <source>{name} lacks the file or layers with latitude and longitude; download the whole product.</source>
        <translation>{name} 缺少含经纬度的文件或图层；请下载完整产品。</translation>
    </message>
    <message>
        <source>A CUDA kernel</source>
        <translation>CUDA 内核</translation>
    </message>
    <message>
        <source>The CPU kernel of this method</source>
        <translation>此方法的 CPU 内核</translation>
    </message>
    <message>
        <source>Computing on CUDA</source>
        <translation>在 CUDA 上计算</translation>
    </message>
    <message>
        <source>The CUDA kernel of this method</source>
        <translation>此方法的 CUDA 内核</translation>
    </message>
    <message>
        <source>Compiled kernels cannot be stored in {folder} ({cause}), so that they are compiled in every session. Free disk space there or delete that folder, or set another folder with the environment variable STFUSION_CACHE.</source>
        <translation>编译好的内核无法保存在 {folder}（{cause}），因此每次启动都要重新编译。请腾出空间或删除该文件夹，或用变量 STFUSION_CACHE 指定另一个。</translation>
    </message>
    <message>
        <source>The weights were trained with the bands {trained}, but the images have the bands {here}. If these are not the same bands in the same order, the prediction is wrong; choose other bands or other weights.</source>
        <translation>权重用波段 {trained} 训练，而影像的波段为 {here}；如果它们不是顺序相同的相同波段，预测将是错误的：请用“波段”选择波段，或换用其他权重。</translation>
    </message>
    <message>
        <source>The bands ({here}) are passed to the network in the order of its training ({trained}).</source>
        <translation>波段（{here}）按训练时的顺序（{trained}）送入网络。</translation>
    </message>
    <message>
        <source>The unmatched coarse bands have no pixel that is valid in all of them; set OTHER_BANDS to no, or check masks and nodata values.</source>
        <translation>没有对应精细波段的粗波段中，没有一个像元在所有这些波段都有效；请将 OTHER_BANDS 设为否，或检查掩膜和无数据值。</translation>
    </message>
    <message>
        <source>A patch of {rows} x {cols} pixels does not consist of whole coarse pixels at resolution ratio {ratio}.</source>
        <translation>{rows} x {cols} 像元的图块不含整数个由 {ratio} 个精细像元组成的粗像元。</translation>
    </message>
    <message>
        <source>An image without pixels cannot be used for training.</source>
        <translation>没有像元的影像无法用于学习。</translation>
    </message>
    <message>
        <source>{title} is trained on pairs of at least {least} dates, but there is {pairs}; choose weights, which Train network creates, or add a second pair.</source>
        <translation>{title} 至少要从 {least} 个日期的影像对学习，给出 {pairs} 对；请给出由“训练网络”生成的权重，或第二对。</translation>
    </message>
    <message>
        <source>Weights: {summary}, bands {bands}.</source>
        <translation>权重：{summary}，波段 {bands}。</translation>
    </message>
    <message>
        <source>The weights were trained with {trained} coarse bands that are not matched with a fine band, but the images have {count}; choose other bands, set OTHER_BANDS, or choose other weights.</source>
        <translation>权重训练时读取 {trained} 个没有对应精细波段的粗波段，此处读取 {count} 个；请用“波段”选择波段、设置 OTHER_BANDS，或选择其他权重。</translation>
    </message>
    <message>
        <source>The trained weights are saved in {save_weights}.</source>
        <translation>所学权重保存在 {save_weights}。</translation>
    </message>
    <message>
        <source>The weights do not state the range of the panchromatic image; choose weights written by STFusion.</source>
        <translation>权重没有给出全色影像的取值范围；请选择 STFusion 写出的权重。</translation>
    </message>
    <message>
        <source>The weights were trained with {trained} bands ({names}), but the images have {count}; choose other bands or other weights.</source>
        <translation>权重用 {trained} 个波段（{names}）训练，而影像有 {count} 个；请在“波段”中选择波段，或选择其他权重。</translation>
    </message>
    <message>
        <source>The memory of the CUDA device is not sufficient for one tile of {title}; set a smaller tile size, or the device cpu.</source>
        <translation>{title} 在 CUDA 设备的内存中放不下一个图块；请选择较小的图块大小，或计算设备 cpu。</translation>
    </message>
    <message>
        <source>The fine images have no valid pixel for training; check masks and nodata values.</source>
        <translation>精细影像没有可供学习的有效像元；请检查掩膜和无数据值。</translation>
    </message>
    <message>
        <source>The range of values of a band is empty; the minimum must be below the maximum.</source>
        <translation>某个波段的值范围为空；最小值必须小于最大值。</translation>
    </message>
    <message>
        <source>The images have {rows} x {cols} pixels, but this network is trained on patches of at least {least} x {least}; choose larger images.</source>
        <translation>影像有 {rows} x {cols} 个像元，而此网络用至少 {least} x {least} 的图块训练；请给出更大的影像。</translation>
    </message>
    <message>
        <source>The training requires at least {least} dates with a fine and a coarse image; found: {count}. Add dates, or choose trained weights.</source>
        <translation>训练至少需要 {least} 个同时有精细影像和粗影像的日期；找到 {count} 个。请增加日期，或给出已训练的权重。</translation>
    </message>
    <message>
        <source>The validation data have no valid pixel; choose other dates, or another share.</source>
        <translation>留作验证的影像没有有效部分；请选择其他日期，或其他比例。</translation>
    </message>
    <message>
        <source>A patch of {edge} pixels does not fit into {size} pixels; set a smaller patch size, or choose a larger area.</source>
        <translation>{edge} 像元的图块放不进 {size} 个像元；请选择较小的图块，或更大的区域。</translation>
    </message>
    <message>
        <source>Testing</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>pairs are of {days}</source>
        <translation>影像对的日期为 {days}</translation>
    </message>
    <message>
        <source>Training on {count} dates: {days}.</source>
        <translation>从 {count} 个日期学习：{days}。</translation>
    </message>
    <message>
        <source>Test {date}, RMSE per band: {title} {network}; simple guesses: {guesses}.</source>
        <translation>测试 {date}，各波段 RMSE：{title} {network}；简单估计：{guesses}。</translation>
    </message>
    <message>
        <source>No fine image has a coarse image within {days} days, so that no training is possible; check the dates.</source>
        <translation>没有精细影像在 {days} 天内有粗影像，因此没有可学习的数据；请检查日期。</translation>
    </message>
    <message>
        <source>The fine image of {day} is not used: there is no coarse image within {days} days.</source>
        <translation>未使用 {day} 的精细影像：{days} 天内没有粗影像。</translation>
    </message>
    <message>
        <source>This network requires a panchromatic image of the same date for each fine image, but there is none; choose them, or check the dates in their names.</source>
        <translation>此网络需要每幅精细影像有同一天的全色影像，但一幅也没有；请选择它们，或检查其名称中的日期。</translation>
    </message>
    <message>
        <source>The fine image of {day} is not used: there is no panchromatic image of this date.</source>
        <translation>未使用 {day} 的精细影像：没有该日期的全色影像。</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Validation data '{text}' is not a share of the area; enter a number above 0 and below 0.9, such as 0.2, or dates such as 2015-07-12.</source>
        <translation>验证数据“{text}”不是区域的比例；请输入大于 0 且小于 0.9 的数，例如 0.2，或日期，例如 2015-07-12。</translation>
    </message>
    <message>
        <source> Validation data: {days}.</source>
        <translation>留作验证：{days}。</translation>
    </message>
    <message>
        <source> Test data: {days}.</source>
        <translation>最后测试：{days}。</translation>
    </message>
    <message>
        <source>A test date has no date; this is an internal error.</source>
        <translation>有一个测试日期没有日期；这是程序自身的错误。</translation>
    </message>
    <message>
        <source>The test date {day} has no pair of a fine and a coarse image; {there_are}.</source>
        <translation>测试日期 {day} 没有精细影像与粗影像对；{there_are}。</translation>
    </message>
    <message>
        <source>The validation date {day} has no pair of a fine and a coarse image; {there_are}.</source>
        <translation>验证日期 {day} 没有精细影像与粗影像对；{there_are}。</translation>
    </message>
    <message>
        <source>{what} '{text}' are not valid; enter dates such as 2015-07-12 2015-07-28.</source>
        <translation>无法理解{what}“{text}”；请写日期，例如 2015-07-12 2015-07-28。</translation>
    </message>
    <message>
        <source>Testing {date}</source>
        <translation>测试 {date}</translation>
    </message>
    <message>
        <source>No weights given: {title} is trained on {count} dates of this scene first.</source>
        <translation>{title} 先从本场景的 {count} 个日期学习；若给出权重则省去此步。</translation>
    </message>
    <message>
        <source>trained on the scene itself</source>
        <translation>从场景自身学习</translation>
    </message>
    <message>
        <source>On a CPU, a network of the published size learns slowly; with SIZE=small, it learns more in the same time.</source>
        <translation>在 CPU 上，与其来源同规模的网络学得很慢；SIZE=small 在同样的时间里学得更多。</translation>
    </message>
    <message>
        <source>With {held} of {dates} dates for validation, too few dates are left for training; set fewer.</source>
        <translation>{dates} 个日期中有 {held} 个用于验证，剩下用于训练的日期太少；请减少。</translation>
    </message>
    <message>
        <source>Cancelled after {count} epochs; the best weights so far are in {weights}; resume the training from {state}.</source>
        <translation>训练 {count} 轮后取消；目前最好的权重在 {weights} 中，{state} 可用于继续训练。</translation>
    </message>
    <message>
        <source>{name} is not a training state; choose the file ending in .resume.safetensors in the folder of the weights.</source>
        <translation>{name} 不是训练状态；请选择权重旁以 .resume.safetensors 结尾的文件。</translation>
    </message>
    <message>
        <source>The training state {name} belongs to the network {other}, not to {id}.</source>
        <translation>状态 {name} 属于网络 {other}，不属于 {id}。</translation>
    </message>
    <message>
        <source>{name} describes a network that cannot be created ({error}); choose weights written by STFusion.</source>
        <translation>{name} 描述的网络无法构建（{error}）；请选择 STFusion 写出的权重。</translation>
    </message>
    <message>
        <source>The training state in {name} is damaged; start a new training.</source>
        <translation>{name} 中的状态已损坏；请重新训练。</translation>
    </message>
    <message>
        <source>This network predicts between two pairs, but there is only one; add a second pair.</source>
        <translation>此网络在两个影像对之间预测，但只给出一对；请给出第二对。</translation>
    </message>
    <message>
        <source>The weights were trained with resolution ratio {trained}, but here it is {here:.0f}; the smoothness of these images may be unknown to the network.</source>
        <translation>权重训练时一个粗像元为 {trained} 个精细像元，此处为 {here:.0f} 个；网络可能不了解这些影像的平滑程度。</translation>
    </message>
    <message>
        <source>{stage}, epoch {epoch} of {count}: loss {loss:.5f}, validation {validation:.5f}, {seconds:.1f} s.</source>
        <translation>{stage}，第 {epoch} 轮，共 {count} 轮：损失 {loss:.5f}，验证 {validation:.5f}，{seconds:.1f} 秒。</translation>
    </message>
    <message>
        <source>Training {stage}</source>
        <translation>训练：{stage}</translation>
    </message>
    <message>
        <source>The loss is not a finite number: the training has diverged. Set a smaller learning rate.</source>
        <translation>损失已不是有限数：训练发散了。请选择较小的学习率。</translation>
    </message>
    <message>
        <source>The training state does not belong to this network with these options; start a new training, or set the same options.</source>
        <translation>该状态不属于采用这些选项的此网络；请重新训练，或给出相同的选项。</translation>
    </message>
    <message>
        <source>Time limit reached after {done} of {count} epochs of the stage '{name}'.</source>
        <translation>时间已到，阶段“{name}”完成了 {done} 轮，共 {count} 轮。</translation>
    </message>
    <message>
        <source>The validation error has not improved for {patience} epochs; the stage '{name}' ends.</source>
        <translation>{patience} 轮没有更好的验证结果；阶段“{name}”结束。</translation>
    </message>
    <message>
        <source>Reading and writing weights</source>
        <translation>读写权重</translation>
    </message>
    <message>
        <source>The file name of the weights contains a null character; choose another name.</source>
        <translation>权重的名称含有空字符；请换一个文件名。</translation>
    </message>
    <message>
        <source>The weights {name} must end in {suffix}; change the file name.</source>
        <translation>权重 {name} 必须以 {suffix} 结尾；请改用这样的文件名。</translation>
    </message>
    <message>
        <source>The folder {parent} for the weights does not exist; create it or choose another folder.</source>
        <translation>权重的文件夹 {parent} 不存在；请创建它或另选。</translation>
    </message>
    <message>
        <source>The weights {path} are a folder; enter the name of a file in it.</source>
        <translation>权重 {path} 是文件夹；请给出其中一个文件的名称。</translation>
    </message>
    <message>
        <source>{name} contains tensors, but not their description by STFusion; choose weights written by STFusion.</source>
        <translation>{name} 含有张量，但没有 STFusion 对它们的描述；请选择由 STFusion 写出的权重。</translation>
    </message>
    <message>
        <source>{name} does not fit the network: '{strange}' is only in the {place}; choose weights that were trained with the same options.</source>
        <translation>{name} 与网络不符：“{strange}”只在 {place} 中；请选择用相同选项训练的权重。</translation>
    </message>
    <message>
        <source>{name} contains numbers that are not finite ('{broken}'); train the network again.</source>
        <translation>{name} 含有非有限数（“{broken}”）；训练出了错。</translation>
    </message>
    <message>
        <source>The weights {path} do not exist; choose a file ending in {suffix}.</source>
        <translation>权重 {path} 不存在；请选择以 {suffix} 结尾的文件。</translation>
    </message>
    <message>
        <source>{name} is not a weights file; choose a file ending in {suffix}.</source>
        <translation>{name} 不是权重文件；请选择以 {suffix} 结尾的文件。</translation>
    </message>
    <message>
        <source>trained on {count} dates</source>
        <translation>用 {count} 个日期训练</translation>
    </message>
    <message>
        <source>The weights belong to the network {network}, not to {id}; choose other weights, or that algorithm.</source>
        <translation>权重属于网络 {network}，不属于 {id}；请选择其他权重，或该网络的算法。</translation>
    </message>
    <message>
        <source>The weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>The weights {path} cannot be written ({cause}); choose another file name.</source>
        <translation>权重 {path} 无法写出（{cause}）；请换一个文件名。</translation>
    </message>
    <message>
        <source>{name} was written by STFusion {writer} in a format that this version ({version}) does not support; update STFusion.</source>
        <translation>{name} 由 STFusion {writer} 写出，其格式本版本（{version}）无法识别；请更新 STFusion。</translation>
    </message>
    <message>
        <source>The description in {name} is damaged; choose weights written by STFusion.</source>
        <translation>{name} 中的描述已损坏；请选择由 STFusion 写出的权重。</translation>
    </message>
    <message>
        <source>{file} does not fit the network: '{tensor}' should have the shape {shape}; choose weights that were trained with the same options.</source>
        <translation>{file} 与网络不符：“{tensor}”的形状应为 {shape}；请选择用相同选项训练的权重。</translation>
    </message>
    <message>
        <source>{name} is damaged or incomplete ({error}); copy or train the weights again.</source>
        <translation>{name} 已损坏或不完整（{error}）；请重新复制或训练权重。</translation>
    </message>
    <message>
        <source>The weights {path} cannot be read ({cause}).</source>
        <translation>无法读取权重 {path}（{cause}）。</translation>
    </message>
    <message>
        <source>trained</source>
        <translation>已训练</translation>
    </message>
    <message>
        <source>The weights state an option that {network} does not have: {reason} Choose weights written by STFusion.</source>
        <translation>权重给出了 {network} 没有的选项：{reason}请选择 STFusion 写出的权重。</translation>
    </message>
    <message>
        <source>{name} is not a weights file, or it is incomplete; choose a file ending in {suffix}.</source>
        <translation>{name} 不是权重文件，或不完整；请选择以 {suffix} 结尾的文件。</translation>
    </message>
    <message>
        <source>The class map has more than {most} different values; choose a map with fewer land-cover classes.</source>
        <translation>分类图的不同取值超过 {most} 个；请选择类别较少的土地覆盖分类图。</translation>
    </message>
    <message>
        <source>triangle of {:g} coarse pixels along scan (columns), box of 1 along track (rows)</source>
        <translation>沿扫描方向（列）为 {:g} 个粗像元的三角形，沿轨方向（行）为 1 个粗像元的矩形</translation>
    </message>
    <message>
        <source>Point-spread function '{kind}' is not available; choose one of: {choices}.</source>
        <translation>没有点扩散函数“{kind}”；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>The width of the point-spread function is {width:g}; enter coarse pixels up to {widest:g}, or 0 for automatic.</source>
        <translation>点扩散函数的宽度为 {width:g}；请给出不超过 {widest:g} 的粗像元数，或 0 表示通常值。</translation>
    </message>
    <message>
        <source>Gaussian sigma={:g} coarse pixel, truncated at {:g} coarse pixels</source>
        <translation>高斯函数，sigma={:g} 个粗像元，截断于 {:g} 个粗像元</translation>
    </message>
    <message>
        <source>box of {:g} coarse pixels</source>
        <translation>{:g} 个粗像元的矩形</translation>
    </message>
    <message>
        <source>Reading samples</source>
        <translation>读取样本</translation>
    </message>
    <message>
        <source>Finding the shift</source>
        <translation>求偏移</translation>
    </message>
    <message>
        <source>Looking at parts</source>
        <translation>检查各部分</translation>
    </message>
    <message>
        <source>Compared: {count} patches of the scene, bands {names}, resolution ratio {ratio:.2f}.</source>
        <translation>已比较：场景的 {count} 个图块，波段 {names}，一个粗像元内 {ratio:.2f} 个精细像元。</translation>
    </message>
    <message>
        <source>Shift of the coarse image: {cols:+.3f} fine pixels to the right and {rows:+.3f} down ({x:+.8g}, {y:+.8g} map units); correlation {correlation:.3f}, confidence {confidence:.2f}{spread}.</source>
        <translation>粗影像须向右移动 {cols:+.3f} 个精细像元，向下移动 {rows:+.3f} 个（{x:+.8g}, {y:+.8g} 地图单位）；相关系数 {correlation:.3f}，置信度 {confidence:.2f}{spread}。</translation>
    </message>
    <message>
        <source>Searching</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Refining</source>
        <translation>精化</translation>
    </message>
    <message>
        <source>Maximum shift is {largest:g} coarse pixels; enter more than 0 and not more than {widest:g}.</source>
        <translation>最大偏移为 {largest:g} 个粗像元；请给出大于 0 且不超过 {widest:g} 的值。</translation>
    </message>
    <message>
        <source>The coarse image has smaller pixels than the fine one; they may be swapped.</source>
        <translation>粗影像的像元比精细影像的还细；两者可能弄反了。</translation>
    </message>
    <message>
        <source>{fine} and {coarse} have only {count} whole, valid coarse pixels in common, but at least {least} are required; check masks and nodata values, or choose larger or clearer images.</source>
        <translation>{fine} 与 {coarse} 只有 {count} 个共同的完整有效粗像元，而求偏移至少需要 {least} 个；请检查掩膜和无数据值，或选择更大或更清晰的影像。</translation>
    </message>
    <message>
        <source>, expected error {spread:.2f} fine pixels</source>
        <translation>，预期误差 {spread:.2f} 个精细像元</translation>
    </message>
    <message>
        <source>The confidence {confidence:.2f} is below {least:g}: the shift is uncertain{written}; use other bands or masks, a larger maximum shift, or clearer images.</source>
        <translation>置信度 {confidence:.2f} 低于 {least:g}：偏移不可靠{written}；请尝试其他波段或掩膜、更大的搜索范围，或更清晰的影像。</translation>
    </message>
    <message>
        <source>The shift is at the limit of the search, {largest:g} coarse pixels; it may be larger.</source>
        <translation>求得的偏移位于搜索范围的边缘，即 {largest:g} 个粗像元；实际可能更大。</translation>
    </message>
    <message>
        <source>{what} is '{value}'; choose one of: {choices}.</source>
        <translation>{what}为“{value}”；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>The output is missing; choose where to save the shifted image, or set Apply to measure only.</source>
        <translation>缺少输出；请指定移动后影像的保存位置，或将“应用方式”设为仅测量。</translation>
    </message>
    <message>
        <source>The coarse image is on the fine grid, so that the size of a coarse pixel is not known; resolution ratio {usual_ratio} is assumed. Set the ratio if it is different.</source>
        <translation>粗影像位于精细格网上，因此不知道粗像元的大小；假定为 {usual_ratio} 个精细像元。若不是，请给出像元比。</translation>
    </message>
    <message>
        <source>; the image is written without a correction</source>
        <translation>，影像按原样写出</translation>
    </message>
    <message>
        <source>No pixel is valid in both images; check the masks, the nodata values and the extents.</source>
        <translation>没有在两幅影像中均有效的像元；请检查掩膜、无数据值和区域。</translation>
    </message>
    <message>
        <source>{role}: more than half of the pixels of {label} would have a reflectance above {unlikely:.0%}; set the correct scale factor.</source>
        <translation>{role}：{label} 中超过一半的像元会反射超过 {unlikely:.0%} 的光；请给出正确的比例。</translation>
    </message>
    <message>
        <source>{fine} and {coarse} do not overlap; choose images of the same area, or assign the correct CRS.</source>
        <translation>{fine} 与 {coarse} 不重叠；请选择同一区域的影像，或指定正确的坐标参照系。</translation>
    </message>
    <message>
        <source>Fine grid: {rows} x {cols} pixels. Coarse grid: {coarse_rows} x {coarse_cols} pixels, {kind}</source>
        <translation>精细格网：{rows} x {cols} 个像元。粗格网：{coarse_rows} x {coarse_cols} 个像元，{kind}</translation>
    </message>
    <message>
        <source>{fine} and {coarse} have no pixel in common; choose images of the same area, or assign the correct CRS.</source>
        <translation>{fine} 与 {coarse} 没有共同像元；请选择同一区域的影像，或指定正确的坐标参照系。</translation>
    </message>
    <message>
        <source>The coarse image has pixels as small as the fine one: it was resampled before, and stays on the fine grid.</source>
        <translation>粗影像的像元与精细影像一样小：它先前被放大过，保留在精细格网上。</translation>
    </message>
    <message>
        <source>nested in the fine one, resolution ratio {ratio}</source>
        <translation>嵌套于精细格网，一个粗像元内 {ratio} 个精细像元</translation>
    </message>
    <message>
        <source>that of the fine image</source>
        <translation>即精细格网</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>其自身格网</translation>
    </message>
    <message>
        <source>Fine and coarse image are both {label}; choose another raster for one of them.</source>
        <translation>精细影像和粗影像都是 {label}；请为其中一幅另选栅格。</translation>
    </message>
    <message>
        <source>The coarse image has smaller pixels than the fine one ({times:.1f} times); they may be swapped.</source>
        <translation>粗影像的像元比精细影像的还细（{times:.1f} 倍）；两者可能弄反了。</translation>
    </message>
    <message>
        <source>Bands {bands} mix temperature and reflectance, which have no common unit; prepare them separately, with Bands thermal for temperature.</source>
        <translation>波段 {bands} 混有温度和反射率，二者没有共同单位；请分开准备，其中之一的波段用 thermal。</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Reading the scales</source>
        <translation>读取比例</translation>
    </message>
    <message>
        <source>Fine image and mask</source>
        <translation>精细影像与掩膜</translation>
    </message>
    <message>
        <source>{fine} contains {fine_unit} and {coarse} {coarse_unit}; choose bands of one quantity, or set the scale factor.</source>
        <translation>{fine} 的内容为{fine_unit}，{coarse} 为{coarse_unit}；请选择同一类波段，或给出比例。</translation>
    </message>
    <message>
        <source>The requested unit is {unit}, but the images contain {found}; choose another unit, or set the scale factor.</source>
        <translation>要求的单位为{unit}，但影像的内容为{found}；请选择其他单位，或给出比例。</translation>
    </message>
    <message>
        <source>Bands (fine - coarse): {pairs}.</source>
        <translation>波段（精细 - 粗）：{pairs}。</translation>
    </message>
    <message>
        <source>{grids}.</source>
        <translation>{grids}。</translation>
    </message>
    <message>
        <source>Unit: {unit}.</source>
        <translation>单位：{unit}。</translation>
    </message>
    <message>
        <source>Masked by quality layers: {fine_hidden:.1f} % of the fine and {coarse_hidden:.1f} % of the coarse pixels.</source>
        <translation>质量图层隐藏：精细像元的 {fine_hidden:.1f} %，粗像元的 {coarse_hidden:.1f} %。</translation>
    </message>
    <message>
        <source>Valid: {fine_valid:.1f} % of the fine and {coarse_valid:.1f} % of the coarse pixels; valid in both: {both_valid:.1f} % of the fine pixels.</source>
        <translation>有效：精细像元的 {fine_valid:.1f} %，粗像元的 {coarse_valid:.1f} %；两者均有效的精细像元为 {both_valid:.1f} %。</translation>
    </message>
    <message>
        <source>Two results have the same file {path}; choose another name for one of them.</source>
        <translation>两个结果都要写到 {path}；请各取不同的名称。</translation>
    </message>
    <message>
        <source>, {date}</source>
        <translation>，{date}</translation>
    </message>
    <message>
        <source>, without a date</source>
        <translation>，无日期</translation>
    </message>
    <message>
        <source>not detected</source>
        <translation>名称中未说明</translation>
    </message>
    <message>
        <source>{role}: {label}{day}; sensor: {sensor}; scale: {story}; {quality_story}.</source>
        <translation>{role}：{label}{day}；传感器：{sensor}；比例：{story}；{quality_story}。</translation>
    </message>
    <message>
        <source>Bands of the fine image that are not matched or not selected: {bands}.</source>
        <translation>精细影像中没有对应波段或不需要的波段：{bands}。</translation>
    </message>
    <message>
        <source>The images are {abs} days apart: the coarse image can be that of a target date, but should not be used as a pair with the fine one.</source>
        <translation>两幅影像相隔 {abs} 天：该粗影像可作为目标日期的粗影像，但难以与精细影像组成影像对。</translation>
    </message>
    <message>
        <source>{role} has no date in its layer, tags or name; set the date, which fusion requires.</source>
        <translation>{role}的图层、标签或名称中没有日期；请给出日期，使融合知道它是哪一天的。</translation>
    </message>
    <message>
        <source>Coarse image: {rows} x {cols} pixels, resolution ratio {ratio}; {text}.</source>
        <translation>粗影像：{rows} x {cols} 个像元，每个含 {ratio} 个精细像元；{text}。</translation>
    </message>
    <message>
        <source>Bands '{text}' are not valid; enter band numbers such as 1 2 4, or nothing for all bands.</source>
        <translation>无法理解波段“{text}”；请写波段号，例如 1 2 4，留空表示全部。</translation>
    </message>
    <message>
        <source>Scale: {scale} ({reason}); noise and offset are in {unit}.</source>
        <translation>比例：{scale}（{reason}）；噪声和偏置的单位为{unit}。</translation>
    </message>
    <message>
        <source>Ratio is {ratio}; enter a resolution ratio from 2 to {largest_ratio}.</source>
        <translation>像元比为 {ratio}；一个粗像元边长内请给出 2 到 {largest_ratio} 个精细像元。</translation>
    </message>
    <message>
        <source>A coarse pixel at resolution ratio {ratio} is larger than {label}, {rows} x {cols} pixels; set a smaller ratio or choose a larger image.</source>
        <translation>含 {ratio} 个精细像元的粗像元大于 {label}（{rows} x {cols} 像元）；请给出较小的像元比，或选择更大的影像。</translation>
    </message>
    <message>
        <source>Both coarse images have the same file {paths}; choose another name for one of them.</source>
        <translation>两幅粗影像都要写到 {paths}；请为其中一幅另取名称。</translation>
    </message>
    <message>
        <source>{name} is {value:g}; enter a number of at least {least:g}.</source>
        <translation>{name} 为 {value:g}；请给出不小于 {least:g} 的数。</translation>
    </message>
    <message>
        <source>Bands contain band {band}, but {label} has bands 1 to {bands}.</source>
        <translation>波段中要求波段 {band}，但 {label} 的波段为 1 到 {bands}。</translation>
    </message>
    <message>
        <source>Probabilities of {share:.1%} of the pixels in {seconds:.1f} s.</source>
        <translation>已得出 {share:.1%} 的像元的概率，用时 {seconds:.1f} 秒。</translation>
    </message>
    <message>
        <source>Weights: {summary}.</source>
        <translation>权重：{summary}。</translation>
    </message>
    <message>
        <source>Weights are missing: {title} requires weights written by Train network; choose them.</source>
        <translation>缺少权重：{title} 需要由“训练网络”写出的权重；请选择。</translation>
    </message>
    <message>
        <source>The weights were trained with {learnt} bands and a series of {learnt_series} bands, but the images have {bands} and {series_bands} bands. Choose other weights, or images with these bands.</source>
        <translation>权重用 {learnt} 个波段和 {learnt_series} 个波段的序列训练，而影像有 {bands} 和 {series_bands} 个；请选择其他权重，或有这些波段的影像。</translation>
    </message>
    <message>
        <source>{count} field parcels.</source>
        <translation>{count} 个农田地块。</translation>
    </message>
    <message>
        <source>The raster has {rows} x {cols} pixels, too many to create polygons at once; leave the polygons empty, or clip the very fine image.</source>
        <translation>栅格有 {rows} x {cols} 个像元，一次勾绘不了这么多；请将多边形留空，或裁剪极高分辨率影像。</translation>
    </message>
    <message>
        <source>Very fine image: {label}. Series of {count} dates: {days}; scale x {scale}.</source>
        <translation>极高分辨率影像：{label}。{count} 个日期的序列：{days}；比例 x {scale}。</translation>
    </message>
    <message>
        <source>The series has {count} dated images, but at least {least_dates} are required; add dates, or add the dates to the file names, such as _20150714.</source>
        <translation>序列有 {count} 幅带日期的影像，至少需要 {least_dates} 幅；请增加日期，或把日期写进文件名，例如 _20150714。</translation>
    </message>
    <message>
        <source>The very fine image</source>
        <translation>甚高分辨率影像</translation>
    </message>
    <message>
        <source>The very fine image and {role} do not overlap; choose images of the same area, or assign the correct CRS.</source>
        <translation>极高分辨率影像与{role}不重叠；请选择同一区域的影像，或指定正确的坐标参照系。</translation>
    </message>
    <message>
        <source>{role} has smaller pixels than the very fine image ({times:.1f} times); they may be swapped.</source>
        <translation>{role}的像元比极高分辨率影像的还细（{times:.1f} 倍）；两者可能弄反了。</translation>
    </message>
    <message>
        <source>The very fine image has no valid pixel; check its nodata value.</source>
        <translation>极高分辨率影像没有有效像元；请检查其无数据值。</translation>
    </message>
    <message>
        <source>{role} has {bands} bands, but the first image of the series has {wanted}; all must have the same bands.</source>
        <translation>{role}有 {bands} 个波段，序列的第一幅有 {wanted} 个；所有影像的波段数必须相同。</translation>
    </message>
    <message>
        <source>A pixel of the series is {ratio:.1f} pixels of the very fine image wide; the network requires {wanted}, and the series is resampled to it.</source>
        <translation>序列的一个像元宽 {ratio:.1f} 个极高分辨率像元；网络按 {wanted} 个设计，序列已重采样到该值。</translation>
    </message>
    <message>
        <source>{role} covers only {share:.0%} of the very fine image.</source>
        <translation>{role}只覆盖极高分辨率影像的 {share:.0%}。</translation>
    </message>
    <message>
        <source>Labels: fields cover {share:.0%} of the labelled area, which is {mean:.0%} of the image.</source>
        <translation>标签：影像的 {mean:.0%} 中 {share:.0%} 为农田。</translation>
    </message>
    <message>
        <source>Validation: intersection over union of the extent {extent:.3f} ({everything:.3f} if all pixels were field), of the boundary {boundary:.3f}; Matthews' correlation of the extent {correlation:.3f}.</source>
        <translation>留出部分：范围的交并比 {extent:.3f}（若全为农田则为 {everything:.3f}），边界的交并比 {boundary:.3f}；范围的马修斯相关系数 {correlation:.3f}。</translation>
    </message>
    <message>
        <source>The very fine image has {rows} x {cols} pixels, which is too large for training; clip it.</source>
        <translation>极高分辨率影像有 {rows} x {cols} 个像元，一次学习不了这么多；请裁剪出一部分。</translation>
    </message>
    <message>
        <source>The labels have {bands} bands; choose a raster with a number for each field, or with three bands: extent, boundary, distance.</source>
        <translation>标签有 {bands} 个波段；请给出一个波段（每块农田一个编号），或三个波段：范围、边界、距离。</translation>
    </message>
    <message>
        <source>The labels do not overlap the very fine image; choose labels of the same area.</source>
        <translation>标签与极高分辨率影像不重叠；请选择同一区域的标签。</translation>
    </message>
    <message>
        <source>The labels contain only fields or no field; choose labels of this area, with gaps between fields.</source>
        <translation>标签处处是农田或处处不是；请选择本区域的、农田之间有间隔的标签。</translation>
    </message>
    <message>
        <source>The labels contain no polygon; choose a layer of drawn fields, or a raster of labels.</source>
        <translation>标签没有多边形；请选择已勾绘农田的图层，或标签栅格。</translation>
    </message>
    <message>
        <source>Patches of {edge} pixels require batches of at least {least}; set a larger batch size, or larger patches.</source>
        <translation>{edge} 像元的图块要求批大小至少为 {least}；请选择更大的批大小，或更大的图块。</translation>
    </message>
    <message>
        <source>Bands used for similarity are '{text}'; enter all, or band numbers from 1 to {bands}, such as 1 {bands}.</source>
        <translation>判定相似性的波段为“{text}”；请写 all，或 1 到 {bands} 的波段号，例如 1 {bands}。</translation>
    </message>
    <message>
        <source>No band of the coarse image ({coarse}) matches a band of the fine image ({fine}); choose the sensors, or enter pairs of band numbers in Bands, such as 2:4 3:1.</source>
        <translation>粗影像（{coarse}）没有波段与精细影像（{fine}）的波段匹配；请选择传感器，或在“波段”中给出波段号的配对，例如 2:4 3:1。</translation>
    </message>
    <message>
        <source>Bands '{wanted}' contain {which} band {number}, but the {which} image has {listed}; correct the number.</source>
        <translation>波段“{wanted}”要求{which}波段 {number}，但{which}影像有 {listed}；请改正波段号。</translation>
    </message>
    <message>
        <source>Bands contain '{word}', which is not in both the fine ({fine}) and the coarse image ({coarse}); choose other bands or the sensors, or enter pairs of band numbers, such as 2:4 3:1.</source>
        <translation>波段中要求“{word}”，但精细影像（{fine}）与粗影像（{coarse}）并非都有；请选择其他波段或传感器，或给出波段号的配对，例如 2:4 3:1。</translation>
    </message>
    <message>
        <source>There is no band matching method '{how}'; choose one of: {choices}.</source>
        <translation>不能按“{how}”匹配波段；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>Bands '{wanted}' contain {count} coarse bands, but the fine image has {wanted_count}; enter one for each, 0 to skip a band, or pairs such as 2:4 3:1.</source>
        <translation>波段“{wanted}”给出 {count} 个粗波段，但精细影像有 {wanted_count} 个；请各写一个，0 表示不使用该波段，或写配对，例如 2:4 3:1。</translation>
    </message>
    <message>
        <source>Bands '{wanted}' skip every band; enter at least one coarse band number.</source>
        <translation>波段“{wanted}”没有留下任何波段；请至少给出一个粗波段号。</translation>
    </message>
    <message>
        <source>{fine} has {fine_bands} bands and {coarse} has {coarse_bands}; set Coarse band for each fine band, for example {example}, with 0 to skip a band.</source>
        <translation>{fine} 有 {fine_bands} 个波段，{coarse} 有 {coarse_bands} 个；请在“波段”中给出各精细波段对应的粗波段，例如 {example}，0 表示不使用该波段。</translation>
    </message>
    <message>
        <source>Bands '{text}' are not valid; enter one coarse band number for each fine band, such as 3 4 1 2.</source>
        <translation>无法理解波段“{text}”；请为各精细波段写一个粗波段号，例如 3 4 1 2。</translation>
    </message>
    <message>
        <source>Bands '{text}' contain {count} bands, but {label} has {bands}; enter one for each.</source>
        <translation>波段“{text}”给出 {count} 个波段，但 {label} 有 {bands} 个；请各写一个。</translation>
    </message>
    <message>
        <source>Bands '{text}' contain band {band}, but {label} has only {bands}.</source>
        <translation>波段“{text}”要求波段 {band}，但 {label} 只有 {bands} 个。</translation>
    </message>
    <message>
        <source>Bands '{text}' skip every band; enter at least one coarse band number.</source>
        <translation>波段“{text}”没有留下任何波段；请至少给出一个粗波段号。</translation>
    </message>
    <message>
        <source>Landsat Collection 2 surface reflectance</source>
        <translation>Landsat Collection 2 地表反射率</translation>
    </message>
    <message>
        <source>Landsat Collection 2 surface temperature</source>
        <translation>Landsat Collection 2 地表温度</translation>
    </message>
    <message>
        <source>{role}: {label} does not state its processing baseline; since 04.00 (January 2022) Sentinel-2 products add 1000. If this applies, set the scale factor to 0.0001-0.1.</source>
        <translation>{role}：{label} 没有说明其处理基线；自 04.00（2022 年 1 月）起 Sentinel-2 产品加上了 1000。若它也如此，请给出比例 0.0001-0.1。</translation>
    </message>
    <message>
        <source>unit stated in the file</source>
        <translation>文件中给出的单位</translation>
    </message>
    <message>
        <source>inverse scale stated in the file</source>
        <translation>文件中给出的倒数比例系数</translation>
    </message>
    <message>
        <source>{role}: {label} contains invalid values, such as {value:g}; they are treated as nodata.</source>
        <translation>{role}：{label} 含有不可能是测量值的数值，例如 {value:g}；已按无数据处理。</translation>
    </message>
    <message>
        <source>{role}: band {band} of {label} has no value in {share:.0%} of the sampled pixels, where other bands have values. Methods that compare bands predict no band there; skip the band to keep the others.</source>
        <translation>{role}：{label} 的波段 {band} 在 {share:.0%} 的抽样像元中没有值，而其他波段有值。比较各波段的方法在那里不预测任何波段；舍去该波段即可保留其他波段。</translation>
    </message>
    <message>
        <source>{role}: {label} contains {values} ({share:.1%} of the sampled pixels), which is not a valid measurement and not declared as nodata; it is treated as nodata.</source>
        <translation>{role}：{label} 含有 {values}（占抽样像元的 {share:.1%}），它不是测量值，而文件头没有将其声明为无数据；已按无数据处理。</translation>
    </message>
    <message>
        <source>{role}: {label} is 0 in all bands in whole rows or columns ({share:.1%} of the sampled pixels), which is not declared as nodata; pixels that are 0 in all bands are treated as nodata.</source>
        <translation>{role}：{label} 有整行或整列在所有波段均为 0（占抽样像元的 {share:.1%}），而文件头没有声明其缺失；所有波段均为 0 的像元按无数据处理。</translation>
    </message>
    <message>
        <source>quality layer: {label}, band {band}, read as {kind}</source>
        <translation>质量图层：{label}，波段 {band}，按 {kind} 读取</translation>
    </message>
    <message>
        <source>{role}: {label} contains only quality layers; choose the image itself.</source>
        <translation>{role}：{label} 只含质量图层；请选择影像本身。</translation>
    </message>
    <message>
        <source>{label} and {more} more</source>
        <translation>{label} 及其他 {more} 个</translation>
    </message>
    <message>
        <source>no quality layer</source>
        <translation>无质量图层</translation>
    </message>
    <message>
        <source>{role}: {label} does not overlap {first}; choose bands of one image.</source>
        <translation>{role}：{label} 与 {first} 不重叠；请选择同一影像的波段。</translation>
    </message>
    <message>
        <source>{role}: its quality layer {label} does not overlap it; choose the quality layer of the same image.</source>
        <translation>{role}：其质量栅格 {label} 与它不重叠；请选择同一影像的质量栅格。</translation>
    </message>
    <message>
        <source>Mask values '{text}' contain bits {first}-{last}; bits are numbered from 0 to {highest}, in ascending order.</source>
        <translation>掩膜值“{text}”要求位 {first}-{last}；位从 0 数到 {highest}，由低到高。</translation>
    </message>
    <message>
        <source>The type of quality layer {label} was not recognized; select its type, or select '{any}' and set the mask values.</source>
        <translation>从名称看不出质量栅格 {label} 的含义；请选择其类型，或选择类型“{any}”并给出隐藏像元的值。</translation>
    </message>
    <message>
        <source>The quality layer {label} contains {dtype}, which has no bits; enter values, or choose the raster of the product.</source>
        <translation>质量栅格 {label} 的类型为 {dtype}，没有位；请给出值，或选择产品自带的栅格。</translation>
    </message>
    <message>
        <source>Mask values '{text}' are not valid at '{rest}'; enter values and ranges such as 3 8-11, bits such as bit 3, bit 4, or numbers in bits such as bits 8-9 = 2|3.</source>
        <translation>无法理解掩膜值“{text}”，位于“{rest}”处；请写值和范围，例如 3 8-11，位，例如 bit 3, bit 4，或若干位中的数，例如 bits 8-9 = 2|3。</translation>
    </message>
    <message>
        <source>Mask values '{text}' contain a range from {low:g} down to {high:g}; enter the smaller value first.</source>
        <translation>掩膜值“{text}”的范围从 {low:g} 降到 {high:g}；请先写较小的。</translation>
    </message>
    <message>
        <source>There is no quality layer type '{kind}'; choose one of: {choices}.</source>
        <translation>没有质量图层“{kind}”；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>index</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>{label} has no valid pixel; check its nodata value, {nodata}.</source>
        <translation>{label} 没有有效像元；请检查其无数据值 {nodata}。</translation>
    </message>
    <message>
        <source>8-bit image</source>
        <translation>8 位影像</translation>
    </message>
    <message>
        <source>used as stored</source>
        <translation>按存储值使用</translation>
    </message>
    <message>
        <source>kelvin</source>
        <translation>开尔文</translation>
    </message>
    <message>
        <source>{role} ({label}) should contain temperature, but its values cannot be kelvin or degrees Celsius; set the scale factor, or choose images of one quantity.</source>
        <translation>{role}（{label}）应为温度，但其数值不可能是开尔文或摄氏度；请给出比例系数，或选择同一物理量的影像。</translation>
    </message>
    <message>
        <source>degrees Celsius</source>
        <translation>摄氏度</translation>
    </message>
    <message>
        <source>values like land surface temperature x 50</source>
        <translation>数值类似地表温度 x 50</translation>
    </message>
    <message>
        <source>values like Landsat Collection 2 surface temperature</source>
        <translation>数值类似 Landsat Collection 2 地表温度</translation>
    </message>
    <message>
        <source>kelvin x 10</source>
        <translation>开尔文 x 10</translation>
    </message>
    <message>
        <source>kelvin x 100</source>
        <translation>开尔文 x 100</translation>
    </message>
    <message>
        <source>values up to about 1</source>
        <translation>值最大约为 1</translation>
    </message>
    <message>
        <source>values up to about 10000</source>
        <translation>值最大约为 10000</translation>
    </message>
    <message>
        <source>values up to about 100</source>
        <translation>值最大约为 100</translation>
    </message>
    <message>
        <source>values like Landsat Collection 2 surface reflectance</source>
        <translation>数值类似 Landsat Collection 2 地表反射率</translation>
    </message>
    <message>
        <source>stated in the file, kelvin</source>
        <translation>文件中注明，开尔文</translation>
    </message>
    <message>
        <source>{role} contains {first} ({label}, band {band}), but {other} contains {second} ({other_label}, band {other_band}); choose images of the same quantity, or match the bands by number.</source>
        <translation>{role}为{first}（{label}，波段 {band}），而{other}为{second}（{other_label}，波段 {other_band}）；请选择同一物理量的影像，或用“波段”指定对应波段。</translation>
    </message>
    <message>
        <source>{role}: with the scale factor {scale} all values of {label}, band {band}, are equal; correct the scale factor.</source>
        <translation>{role}：在比例系数 {scale} 下无法区分 {label} 波段 {band} 的数值；请改正比例系数。</translation>
    </message>
    <message>
        <source>{quantity}, {scale} ({reason})</source>
        <translation>{quantity}，{scale}（{reason}）</translation>
    </message>
    <message>
        <source>{role}: the scale factor stated in {label}, {scale}, gives values of {low:.3g} to {high:.3g}, which are not possible for {quantity}; it is not used. Set the scale factor if it is correct.</source>
        <translation>{role}：{label} 给出的比例系数 {scale} 使数值为 {low:.3g} 到 {high:.3g}，{quantity}不可能有这样的值；未采用该系数。如果它是正确的，请在比例系数中写明。</translation>
    </message>
    <message>
        <source>unknown quantity</source>
        <translation>物理量未知</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>按给定值</translation>
    </message>
    <message>
        <source>Scale factor '{text}' has {count} parts; enter one for both sensors, or two, for fine and coarse images.</source>
        <translation>比例“{text}”有 {count} 部分；请给出一个（两种传感器共用），或精细、粗各一个。</translation>
    </message>
    <message>
        <source>Scale factor '{word}' is not valid; enter auto, a factor such as 0.0001, or factor and offset such as 0.0000275-0.2.</source>
        <translation>无法理解比例“{word}”；请写 auto、系数（例如 0.0001），或系数加偏置（例如 0.0000275-0.2）。</translation>
    </message>
    <message>
        <source>units of {factor:g}</source>
        <translation>单位 {factor:g}</translation>
    </message>
    <message>
        <source>land surface temperature, as defined by the product</source>
        <translation>地表温度，同产品</translation>
    </message>
    <message>
        <source>Sensor '{word}' is not available; choose one of: {choices}.</source>
        <translation>没有传感器“{word}”；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>{label} contains temperature in some and reflectance in others of the selected bands; choose bands of one quantity, or set the scale factor.</source>
        <translation>{label} 所选的波段有的是温度，有的是反射率；请选择同一类波段，或给出比例。</translation>
    </message>
    <message>
        <source>Some bands of {label} are temperatures and some are not, but the image has one unit; choose bands of one quantity, or set the scale factor.</source>
        <translation>{label} 的部分波段为温度，部分不是，而数值使用同一单位；请选择同一物理量的波段，或指定比例。</translation>
    </message>
    <message>
        <source>The fine image has no coordinate reference system and cannot be reprojected; assign one first.</source>
        <translation>精细影像没有坐标参照系，无法重投影；请先指定。</translation>
    </message>
    <message>
        <source>The fine image cannot be transformed to the selected coordinate reference system ({error}); choose another.</source>
        <translation>精细影像无法转换到所选的坐标参照系（{error}）；请另选。</translation>
    </message>
    <message>
        <source>An image in degrees crosses 180 degrees, which is not supported in its coordinate reference system; warp it to WGS 84 (EPSG:4326) first.</source>
        <translation>一幅以度为单位的影像跨越 180 度经线，在其坐标参照系中无法处理；请先重投影到 WGS 84（EPSG:4326）。</translation>
    </message>
    <message>
        <source>There is no transformation between the coordinate reference systems: {error}.</source>
        <translation>无法从一个坐标参照系转换到另一个：{error}。</translation>
    </message>
    <message>
        <source>Reading and writing rasters</source>
        <translation>读写栅格</translation>
    </message>
    <message>
        <source>{lacking} has no georeference (neither a position nor a pixel size), but {having} has one; georeference it, or choose a georeferenced file.</source>
        <translation>{lacking} 没有地理参考（既无位置也无像元大小），而 {having} 有；请先进行地理配准，或选择有地理参考的文件。</translation>
    </message>
    <message>
        <source>{name} is only georeferenced by rational polynomial coefficients (RPC); warp it first, for example with Warp (reproject).</source>
        <translation>{name} 只由有理多项式系数（RPC）定位；请先重投影，例如用“变形（重投影）”。</translation>
    </message>
    <message>
        <source>{name} is only georeferenced by ground control points, which are not on a regular grid; warp it first, for example with Warp (reproject).</source>
        <translation>{name} 只由不在规则格网上的地面控制点定位；请先重投影，例如用“变形（重投影）”。</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>The {what} {name} is one of the inputs; choose another name, so that the input is not overwritten.</source>
        <translation>{what} {name} 是输入之一；请换一个名称，以免丢失数据。</translation>
    </message>
    <message>
        <source>The {what} {name} is one of the files of the input {source}; choose another name, so that the input is not overwritten.</source>
        <translation>{what} {name} 是输入 {source} 的文件之一；请换一个名称，以免丢失数据。</translation>
    </message>
    <message>
        <source>Coarse grid: {rows} x {cols} pixels, resolution ratio {ratio}, starting at the corner of the fine image (measured ratio: {pixel_ratio:.2f}).</source>
        <translation>粗格网：{rows} x {cols} 个像元，每个含 {ratio} 个精细像元，从精细影像的角点起（一个粗像元宽 {pixel_ratio:.2f} 个精细像元）。</translation>
    </message>
    <message>
        <source>The coarse images are on the fine grid, so that the size of a coarse pixel is not known; resolution ratio {usual_ratio} is assumed. Set the ratio if it is different.</source>
        <translation>各粗影像位于精细格网上，因此不知道粗像元的大小；假定为 {usual_ratio} 个精细像元。若不是，请给出像元比。</translation>
    </message>
    <message>
        <source>A coarse pixel at resolution ratio {ratio} does not fit into a fine image of {rows} x {cols} pixels; choose a larger fine image, or set the correct ratio.</source>
        <translation>含 {ratio} 个精细像元的粗像元在 {rows} x {cols} 的精细影像中放不下；请选择更大的精细影像，或给出正确的像元比。</translation>
    </message>
    <message>
        <source>Coarse grid: its own, resolution ratio {ratio}.</source>
        <translation>粗格网：其自身格网，一个粗像元内 {ratio} 个精细像元。</translation>
    </message>
    <message>
        <source>{name} contains no band; choose one of its sub-datasets.</source>
        <translation>{name} 没有波段；请选择其中一个子数据集。</translation>
    </message>
    <message>
        <source>{name} contains complex numbers; reflectance is required.</source>
        <translation>{name} 为复数；需要反射率。</translation>
    </message>
    <message>
        <source>The coordinate reference system '{crs}' of {name} is unknown; enter a code such as EPSG:32633.</source>
        <translation>{name} 的坐标参照系“{crs}”未知；请写代码，例如 EPSG:32633。</translation>
    </message>
    <message>
        <source>{source} cannot be opened as a raster: {reason}.</source>
        <translation>{source} 无法作为栅格打开：{reason}。</translation>
    </message>
    <message>
        <source>{label} cannot be read at row {row}, column {col}: the file is damaged or no longer available ({reason}).</source>
        <translation>无法读取 {label} 的第 {row} 行第 {col} 列：文件已损坏或已不存在（{reason}）。</translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}); check the folder, its permissions and the free space.</source>
        <translation>{path} 无法写入（{reason}）；请检查文件夹、权限和剩余空间。</translation>
    </message>
    <message>
        <source>the file was not completely written to the disk</source>
        <translation>没有全部写入磁盘</translation>
    </message>
    <message>
        <source>a tile is missing</source>
        <translation>缺少一个瓦片</translation>
    </message>
    <message>
        <source>{name} contains {count} rasters; choose one of them, such as {example}.</source>
        <translation>{name} 含有 {count} 个栅格；请选择其中之一，例如 {example}。</translation>
    </message>
    <message>
        <source>{name} contains no raster; choose another file.</source>
        <translation>{name} 不含栅格；请另选文件。</translation>
    </message>
    <message>
        <source>{name} cannot be opened as an archive ({reason}); choose another file.</source>
        <translation>{name} 无法作为压缩包打开（{reason}）；请另选文件。</translation>
    </message>
    <message>
        <source>The nodata values '{text}' of {source} are not valid; enter values and ranges, such as 0;5..7.</source>
        <translation>无法理解 {source} 的无数据值“{text}”；请写数值和区间，例如 0;5..7。</translation>
    </message>
    <message>
        <source>{part} in {source} is not valid; use stfusion:crs=EPSG:32633, stfusion:nodata=0;5..7 or stfusion:own_nodata=no.</source>
        <translation>无法理解 {source} 中的 {part}；请写 stfusion:crs=EPSG:32633、stfusion:nodata=0;5..7 或 stfusion:own_nodata=no。</translation>
    </message>
    <message>
        <source>The {what} {name} must end in {endings}; change the file name.</source>
        <translation>{what} {name} 必须以 {endings} 结尾；请改用这样的名称。</translation>
    </message>
    <message>
        <source>The {what} {path} is a folder; enter the name of a file in it, ending in {endings}.</source>
        <translation>{what} {path} 是文件夹；请给出其中以 {endings} 结尾的文件名。</translation>
    </message>
    <message>
        <source>The folder {parent} for the {what} does not exist; create it or choose another folder.</source>
        <translation>{what}的文件夹 {parent} 不存在；请创建它或另选。</translation>
    </message>
    <message>
        <source>All-round diagram of Zhu et al. (2022). Distance from the centre: RMSE. Angle: Edge; vertical: edges as strong as in the reference, left: smoothed, right: over-sharp or noisy. Colour: average difference.</source>
        <translation>Zhu 等（2022）的全面评价图。到圆心的距离：RMSE。角度：边缘，边缘强度与参考影像相同时竖直，被平滑时偏左，过锐或有噪声时偏右。颜色：平均差。</translation>
    </message>
    <message>
        <source>The sectors are derived from the simple guesses F0 (fine image unchanged) and CP (enlarged coarse image). Their limit on the over-sharp side is the mirrored Edge of CP, with a maximum of 0.35.</source>
        <translation>扇区由简单估计 F0（精细影像不变）和 CP（放大的粗影像）得出；过锐一侧以 CP 边缘值的镜像为界，最大 0.35。</translation>
    </message>
    <message>
        <source>{name} is {verdict}</source>
        <translation>{name}：{verdict}</translation>
    </message>
    <message>
        <source>Comparing the images</source>
        <translation>比较影像</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>写报告</translation>
    </message>
    <message>
        <source> Each pixel of the maps is the mean of {step} x {step} pixels.</source>
        <translation>图中每个像元是 {step} x {step} 个像元的均值。</translation>
    </message>
    <message>
        <source>Accuracy of {name}</source>
        <translation>{name} 的精度</translation>
    </message>
    <message>
        <source>Compared with {reference}: RMSE {rmse} ({unit}), r {r}, SSIM {ssim} (mean over all bands; number of bands: {bands}).</source>
        <translation>与 {reference} 比较：RMSE {rmse}（{unit}），r {r}，SSIM {ssim}（所有波段的平均；波段数：{bands}）。</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Compared images</source>
        <translation>参与比较的影像</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>定义</translation>
    </message>
    <message>
        <source>Measures are computed for each band from the pixels that are valid in both images; values for all bands are means over the bands. p: prediction; r: reference.</source>
        <translation>各指标逐波段比较两幅影像中均有效的像元；所有波段的值为各波段的平均。p 为预测影像，r 为参考影像。</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像元</translation>
    </message>
    <message>
        <source>RMSE, MAE and bias are in stored units of the reference ({unit}). Edge and LBP are computed from reflectance (stored value x {scale}), noise level {noise:g}.</source>
        <translation>RMSE、MAE 和偏差采用参考影像的存储单位（{unit}）。边缘与 LBP 由反射率值（存储值 x {scale}）求得，噪声水平为 {noise:g}。</translation>
    </message>
    <message>
        <source>not defined for one band</source>
        <translation>单波段没有定义</translation>
    </message>
    <message>
        <source>All bands: SAM {angle}; ERGAS {ergas} with the pixel size factor h = {factor}.</source>
        <translation>所有波段：SAM {angle}；ERGAS {ergas}，像元大小因子 h = {factor}。</translation>
    </message>
    <message>
        <source>All-round assessment</source>
        <translation>全面评价</translation>
    </message>
    <message>
        <source>All-round diagram</source>
        <translation>全面评价图</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Prediction and reference ({colours}) with the same stretch, 2nd to 98th percentile of the reference, and their difference. Grey: not compared.{shrunk}</source>
        <translation>预测影像与参考影像（{colours}），采用同一拉伸，由参考影像的第 2 到第 98 百分位数确定；以及两者之差。灰色：未比较。{shrunk}</translation>
    </message>
    <message>
        <source>Maps of prediction, reference and error</source>
        <translation>预测影像、参考影像和误差图</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Density of pixels by reference and prediction{limited}; dashed: 1:1 line. The axes exclude 0.1 % of the values at each end.</source>
        <translation>像元在参考值与预测值上的密度{limited}；虚线为 1:1。坐标轴两端各略去 0.1 %。</translation>
    </message>
    <message>
        <source>Scatter plots of prediction and reference</source>
        <translation>预测值与参考值的散点图</translation>
    </message>
    <message>
        <source>Errors{limited}; dashed: bias. The axes end at the 99.9th percentile of the absolute error.</source>
        <translation>误差{limited}；虚线为偏差。坐标轴到误差绝对值的第 99.9 百分位数。</translation>
    </message>
    <message>
        <source>Histograms of the error</source>
        <translation>误差直方图</translation>
    </message>
    <message>
        <source>{source}{day}; {cols} x {rows} pixels; number of bands: {bands}; {dtype}; bands used: {numbers}</source>
        <translation>{source}{day}；{cols} x {rows} 像元；波段数：{bands}；{dtype}；所用波段：{numbers}</translation>
    </message>
    <message>
        <source> (first {shown} of {most} bands)</source>
        <translation>（共 {most} 个波段，此处为前 {shown} 个）</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>定义</translation>
    </message>
    <message>
        <source>Ideal</source>
        <translation>理想值</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Simple guesses are computed from the same images without a fusion method; a useful prediction has a smaller RMSE than all of them. F: fine image; C: coarse image, enlarged to the fine grid (bilinear); 1: date of the nearest pair; 2: target date. A guess is valid where all its images are valid.</source>
        <translation>简单估计由相同的影像算出，不用融合方法；有用的预测的 RMSE 应小于所有简单估计。F：精细影像；C：放大到精细格网的粗影像（双线性）；1：最近影像对的日期；2：目标日期。所有所需影像均有效处，估计才有效。</translation>
    </message>
    <message>
        <source>{said} (mean of all bands).</source>
        <translation>{said}（所有波段的平均）。</translation>
    </message>
    <message>
        <source>To show the sectors of good predictions, choose the fine image of the pair and the coarse image of the target date.</source>
        <translation>要画出好的预测所在的扇区，请选择影像对的精细影像和目标日期的粗影像。</translation>
    </message>
    <message>
        <source>Prediction minus reference in each band{limited}. Blue: prediction too low; red: too high.</source>
        <translation>各波段的预测减参考{limited}。蓝色：预测偏低；红色：预测偏高。</translation>
    </message>
    <message>
        <source>Maps of the error of each band</source>
        <translation>各波段的误差图</translation>
    </message>
    <message>
        <source>Compared pixels</source>
        <translation>参与比较的像元</translation>
    </message>
    <message>
        <source>{count:,} of {all:,} ({share:.1%})</source>
        <translation>{count:,}，共 {all:,}（{share:.1%}）</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>格网</translation>
    </message>
    <message>
        <source>grid of the prediction: {cols} x {rows} pixels, pixel size {size:g} map units</source>
        <translation>预测影像的格网，{cols} x {rows} 像元，像元大小为 {size:g} 地图单位</translation>
    </message>
    <message>
        <source>stored value x {scale} ({reason})</source>
        <translation>存储值 x {scale}（{reason}）</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>生成软件</translation>
    </message>
    <message>
        <source>Simple guess</source>
        <translation>简单估计</translation>
    </message>
    <message>
        <source>All bands</source>
        <translation>所有波段</translation>
    </message>
    <message>
        <source>Comparing methods</source>
        <translation>比较方法</translation>
    </message>
    <message>
        <source>Comparison of fusion methods</source>
        <translation>融合方法比较</translation>
    </message>
    <message>
        <source>each date predicted from the other pairs</source>
        <translation>各日期由其余影像对预测</translation>
    </message>
    <message>
        <source>truth: {name}</source>
        <translation>真值：{name}</translation>
    </message>
    <message>
        <source>Number of methods: {count}. Dates: {dates} ({how}). Smallest RMSE: {best}, {rmse} ({unit}), mean over all bands; number of bands: {bands}.</source>
        <translation>方法数：{count}。日期：{dates}（{how}）。RMSE 最小：{best}，{rmse}（{unit}），为所有波段的平均；波段数：{bands}。</translation>
    </message>
    <message>
        <source>Accuracy, time and memory</source>
        <translation>精度、时间与内存</translation>
    </message>
    <message>
        <source>Time (s)</source>
        <translation>时间（秒）</translation>
    </message>
    <message>
        <source>Memory (MiB)</source>
        <translation>内存 (MiB)</translation>
    </message>
    <message>
        <source>Means over all bands{several}. RMSE, MAE and bias are in stored units ({unit}). The best value of each column is highlighted. The last rows are simple guesses. Only pixels that all methods predicted are compared. Time is that of a complete run including reading and writing, mean over the dates. Memory is the peak memory of the process minus its memory before the run. The first run of a method on a computer compiles its kernels and takes longer. ERGAS with the pixel size factor h = {factor}.</source>
        <translation>所有波段{several}的平均。RMSE、MAE 和偏差采用存储单位（{unit}）。各列的最佳值已突出显示。最后几行为简单估计。只比较所有方法都预测出的像元。时间为完整运行的时间，含读写，为各日期的平均。内存为进程的峰值内存减去运行前的内存。方法在一台计算机上首次运行时要编译内核，用时较长。ERGAS 的像元大小因子 h = {factor}。</translation>
    </message>
    <message>
        <source>Standard deviation over the dates</source>
        <translation>各日期的标准差</translation>
    </message>
    <message>
        <source>RMSE per band</source>
        <translation>各波段的 RMSE</translation>
    </message>
    <message>
        <source>{date}: predictions ({colours}) with the stretch of the reference, in order of RMSE; below each, its error in {band}. Blue: too low; red: too high; grey: not compared.</source>
        <translation>{date}：预测影像（{colours}），采用参考影像的拉伸，RMSE 最小的在前，其下为各自在 {band} 中的误差。蓝色：偏低；红色：偏高；灰色：未比较。</translation>
    </message>
    <message>
        <source>{title} was not run: {reason}</source>
        <translation>未运行 {title}：{reason}</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>影像对数</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Less accurate than the best simple guess, {guess}: {methods}.</source>
        <translation>精度低于最佳简单估计（{guess}）的方法：{methods}。</translation>
    </message>
    <message>
        <source>Maps of the prediction and the error of each method</source>
        <translation>各方法的预测影像和误差图</translation>
    </message>
    <message>
        <source>Time and accuracy</source>
        <translation>时间与精度</translation>
    </message>
    <message>
        <source>RMSE and time of a run; low and left is better. Dashed: best simple guess.</source>
        <translation>RMSE 与运行时间；越靠左下越好。虚线：最佳简单估计。</translation>
    </message>
    <message>
        <source>RMSE and time</source>
        <translation>RMSE 与时间</translation>
    </message>
    <message>
        <source>{guess} is available for {share:.1%} of the compared pixels.</source>
        <translation>{guess}只在 {share:.1%} 的参与比较的像元上可用。</translation>
    </message>
    <message>
        <source>Date {date}</source>
        <translation>日期 {date}</translation>
    </message>
    <message>
        <source>truth {truth}; coarse {coarse}; {share:.1%} compared</source>
        <translation>真值 {truth}；粗影像 {coarse}；{share:.1%} 参与比较</translation>
    </message>
    <message>
        <source> and dates</source>
        <translation>和日期</translation>
    </message>
    <message>
        <source>Pair {date}</source>
        <translation>影像对 {date}</translation>
    </message>
    <message>
        <source>Drawing a report</source>
        <translation>绘制报告</translation>
    </message>
    <message>
        <source>Imported products</source>
        <translation>导入的产品</translation>
    </message>
    <message>
        <source>Number of images: {count}. Folder: {folder}.</source>
        <translation>影像数：{count}。文件夹：{folder}。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>影像</translation>
    </message>
    <message>
        <source>not imported</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>reused</source>
        <translation>沿用</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Masked by</source>
        <translation>掩膜来自</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>{bands} as red, green, blue</source>
        <translation>{bands} 显示为红、绿、蓝</translation>
    </message>
    <message>
        <source>{band}, grey</source>
        <translation>{band}，灰度</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>{title}: training</source>
        <translation>{title}：训练</translation>
    </message>
    <message>
        <source>Epochs: {count}; time: {minutes:.1f} minutes; very fine image: {cols} x {rows} pixels; bands: {bands}; dates of the series: {dates}; weights: {weights}.</source>
        <translation>轮数：{count}；时间：{minutes:.1f} 分钟；极高分辨率影像：{cols} x {rows} 像元；波段：{bands}；序列日期数：{dates}；权重：{weights}。</translation>
    </message>
    <message>
        <source>Accuracy on validation patches</source>
        <translation>验证图块上的精度</translation>
    </message>
    <message>
        <source>Very fine image, predicted and labelled extent, predicted and labelled boundary.</source>
        <translation>极高分辨率影像、预测和标签的范围、预测和标签的边界。</translation>
    </message>
    <message>
        <source>Prediction and labels of patches that are not used for training</source>
        <translation>未用于训练的图块的预测和标签</translation>
    </message>
    <message>
        <source>Losses and validation</source>
        <translation>损失与验证</translation>
    </message>
    <message>
        <source>Training loss and validation loss.</source>
        <translation>训练损失和验证损失。</translation>
    </message>
    <message>
        <source>Curves of the loss</source>
        <translation>损失曲线</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Intersection over union</source>
        <translation>交并比</translation>
    </message>
    <message>
        <source>Matthews' correlation</source>
        <translation>马修斯相关系数</translation>
    </message>
    <message>
        <source>Number of parameters</source>
        <translation>参数个数</translation>
    </message>
    <message>
        <source>Field extent</source>
        <translation>农田范围</translation>
    </message>
    <message>
        <source>Field extent, all pixels classified as field</source>
        <translation>农田范围（所有像元均归为农田）</translation>
    </message>
    <message>
        <source>Boundary</source>
        <translation>边界</translation>
    </message>
    <message>
        <source>table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Epochs: {count}; time: {minutes:.1f} minutes; dates: {dates}; {cols} x {rows} pixels; bands: {bands}; weights: {weights}.</source>
        <translation>轮数：{count}；时间：{minutes:.1f} 分钟；日期数：{dates}；{cols} x {rows} 像元；波段：{bands}；权重：{weights}。</translation>
    </message>
    <message>
        <source>Training loss and error on the validation samples, for each stage. Dashed: errors of simple guesses on the same samples: fine image unchanged (grey), coarse change (orange) and, if all samples have reference dates on both sides, two-sided coarse change (green).</source>
        <translation>各阶段的训练损失和验证样本的误差。虚线：同样样本上简单估计的误差：精细影像不变（灰色）、粗影像变化（橙色），以及所有样本两侧都有参考日期时的双侧粗影像变化（绿色）。</translation>
    </message>
    <message>
        <source>Curves of loss and validation error over the epochs</source>
        <translation>损失与验证误差随训练轮数的曲线</translation>
    </message>
    <message>
        <source>RMSE in stored units of the fine images. The test dates are not used for training.</source>
        <translation>RMSE 采用精细影像的存储单位。测试日期不用于训练。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Validation patches</source>
        <translation>验证图块</translation>
    </message>
    <message>
        <source>Fine image of the reference date, prediction, truth, and prediction minus truth (mean over the bands).</source>
        <translation>参考日期的精细影像、预测影像、真值，以及预测减真值（各波段的平均）。</translation>
    </message>
    <message>
        <source>Prediction and truth of patches that are not used for training</source>
        <translation>未用于训练的图块的预测和真值</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Number of parameters: {part}</source>
        <translation>参数个数：{part}</translation>
    </message>
    <message>
        <source>Range of {band}</source>
        <translation>{band} 的范围</translation>
    </message>
    <message>
        <source>{first:.4g} to {last:.4g}</source>
        <translation>{first:.4g} 到 {last:.4g}</translation>
    </message>
    <message>
        <source>{date}: {verdict}.</source>
        <translation>{date}：{verdict}。</translation>
    </message>
    <message>
        <source>Maximum time (minutes)</source>
        <translation>最长时间（分钟）</translation>
    </message>
    <message>
        <source>Patience (epochs)</source>
        <translation>无改善的轮数上限</translation>
    </message>
    <message>
        <source>Validation share</source>
        <translation>验证比例</translation>
    </message>
    <message>
        <source>Validation dates</source>
        <translation>验证日期</translation>
    </message>
    <message>
        <source>Mixed dates</source>
        <translation>混合日期</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>In QGIS, install it with Plugins &gt; STFusion &gt; Check environment (about {size} MB to download). In a terminal, install it with: {command} and restart QGIS.</source>
        <translation>在 QGIS 中，可通过“插件 &gt; STFusion &gt; 检查环境”安装（需下载约 {size} MB）。在终端中可用以下命令安装：{command}，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>{purpose} requires the Python package {missing}, which is not installed in Python {version_text}. {how_to_get}</source>
        <translation>{purpose}需要 Python 软件包 {missing}，但 Python {version_text} 中未安装。{how_to_get}</translation>
    </message>
    <message>
        <source>{purpose} requires the Python package {module}, which fails to load in Python {version_text} ({kind}: {error}). {how_to_get}</source>
        <translation>{purpose}需要 Python 软件包 {module}，但它在 Python {version_text} 中加载失败（{kind}：{error}）。{how_to_get}</translation>
    </message>
    <message>
        <source>Device: CPU, threads: {count}.</source>
        <translation>计算设备：CPU，线程数：{count}。</translation>
    </message>
    <message>
        <source>{name}, {free:.1f} of {total:.1f} GiB free</source>
        <translation>{name}，可用 {free:.1f} GiB，共 {total:.1f} GiB</translation>
    </message>
    <message>
        <source>{only_cpu} only supports the CPU; choose the device cpu or auto.</source>
        <translation>{only_cpu} 只能在 CPU 上计算；请选择计算设备 cpu 或 auto。</translation>
    </message>
    <message>
        <source>CUDA cannot be used: {kind}. Choose the device cpu or auto, or install a CUDA build of torch.</source>
        <translation>无法使用 CUDA：{kind}。请选择计算设备 cpu 或 auto，或安装支持 CUDA 的 torch。</translation>
    </message>
    <message>
        <source>Device: {cuda_description}.</source>
        <translation>计算设备：{cuda_description}。</translation>
    </message>
    <message>
        <source>this build of torch only supports the CPU</source>
        <translation>此 torch 仅支持 CPU</translation>
    </message>
    <message>
        <source>torch detects no CUDA device</source>
        <translation>torch 没有找到 CUDA 设备</translation>
    </message>
    <message>
        <source>The CUDA device does not respond ({error}). Choose the device cpu.</source>
        <translation>CUDA 设备没有响应（{error}）。请选择计算设备 cpu。</translation>
    </message>
    <message>
        <source>A CUDA driver is installed but is not used: {error}</source>
        <translation>有 CUDA 驱动程序，但未使用：{error}</translation>
    </message>
    <message>
        <source>arrays; comes with QGIS</source>
        <translation>数组；由 QGIS 自带</translation>
    </message>
    <message>
        <source>reading and writing rasters</source>
        <translation>读写栅格</translation>
    </message>
    <message>
        <source>filters and interpolation</source>
        <translation>滤波与插值</translation>
    </message>
    <message>
        <source>moving windows on the CPU</source>
        <translation>CPU 上的移动窗口</translation>
    </message>
    <message>
        <source>networks, and CUDA</source>
        <translation>网络和 CUDA</translation>
    </message>
    <message>
        <source>weights of networks</source>
        <translation>网络的权重</translation>
    </message>
    <message>
        <source>not required by the plugin</source>
        <translation>插件不需要</translation>
    </message>
    <message>
        <source>STFusion</source>
        <translation>STFusion</translation>
    </message>
    <message>
        <source>Interpreter</source>
        <translation>解释器</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>计算机</translation>
    </message>
    <message>
        <source>Extra packages</source>
        <translation>附加软件包</translation>
    </message>
    <message>
        <source>{system} {kind}, cores: {count}</source>
        <translation>{system} {kind}，核数：{count}</translation>
    </message>
    <message>
        <source>rasterio is missing</source>
        <translation>缺少 rasterio</translation>
    </message>
    <message>
        <source>{inner}, its own, separate from QGIS' GDAL {outer}; this works, with a separate cache and drivers</source>
        <translation>{inner}，自带，与 QGIS 的 GDAL {outer} 并存；可以工作，有各自的缓存和驱动</translation>
    </message>
    <message>
        <source>{inner}, not QGIS' GDAL {outer}; install rasterio from the same source as QGIS</source>
        <translation>{inner}，不是 QGIS 的 GDAL {outer}；请从 QGIS 的来源处安装 rasterio</translation>
    </message>
    <message>
        <source>{inner}, shared with QGIS</source>
        <translation>{inner}，与 QGIS 共用</translation>
    </message>
    <message>
        <source>GDAL of rasterio: {gdal}</source>
        <translation>rasterio 的 GDAL：{gdal}</translation>
    </message>
    <message>
        <source>Missing: {names}</source>
        <translation>缺少：{names}</translation>
    </message>
    <message>
        <source>unknown version</source>
        <translation>版本未知</translation>
    </message>
    <message>
        <source>STFusion's own folder</source>
        <translation>STFusion 自己的文件夹</translation>
    </message>
    <message>
        <source>a driver is installed, but torch is not</source>
        <translation>有驱动程序，但没有 torch</translation>
    </message>
    <message>
        <source>no NVIDIA driver</source>
        <translation>没有 NVIDIA 驱动程序</translation>
    </message>
    <message>
        <source>a driver is installed, but torch detects no device</source>
        <translation>有驱动程序，但 torch 没有找到设备</translation>
    </message>
    <message>
        <source>none ({reason})</source>
        <translation>无（{reason}）</translation>
    </message>
    <message>
        <source>fails to load ({trouble})</source>
        <translation>无法加载（{trouble}）</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺少</translation>
    </message>
    <message>
        <source>none (the device does not respond: {error})</source>
        <translation>无（设备没有响应：{error}）</translation>
    </message>
    <message>
        <source>pip could not install the packages: {reason}. Nothing was changed. Check the network and proxy, or choose a folder with wheels.</source>
        <translation>pip 无法安装软件包：{reason}。没有作任何更改。请检查网络和代理，或选择一个 wheel 文件夹。</translation>
    </message>
    <message>
        <source>The Python of QGIS, {python_executable}, has no pip; install it (Debian and Ubuntu: python3-pip), then try again.</source>
        <translation>QGIS 的 Python（{python_executable}）没有 pip；请安装它（Debian 和 Ubuntu：python3-pip），然后重试。</translation>
    </message>
    <message>
        <source>pip ended without an error but installed no package. Nothing was changed. Check its output and settings, or install the packages with the command that is shown.</source>
        <translation>pip 未报错但没有安装任何软件包。没有任何改动。请检查其输出和设置，或用所示命令安装软件包。</translation>
    </message>
    <message>
        <source>The folder for packages {target} cannot be written ({cause}); check its permissions, or set another folder with the environment variable STFUSION_PACKAGES.</source>
        <translation>软件包文件夹 {target} 无法写入（{cause}）；请检查其权限，或用变量 STFUSION_PACKAGES 指定另一个。</translation>
    </message>
    <message>
        <source>Packages in {target} cannot be replaced ({cause}); restart QGIS and install before running anything else, or delete that folder while QGIS is closed.</source>
        <translation>{target} 中的软件包无法替换（{cause}）；请重新启动 QGIS 并在运行其他任务之前安装，或在 QGIS 关闭时删除该文件夹。</translation>
    </message>
    <message>
        <source>code {code}</source>
        <translation>代码 {code}</translation>
    </message>
    <message>
        <source>{fine} and {coarse} may not show the same area in the same unit: the mean of band {band} is {first}, that of {other} is {second}. Check bands, dates and the scale factor.</source>
        <translation>{fine}和{coarse}可能不是以同一单位表示同一地面：波段 {band} 的均值为 {first}，{other} 的均值为 {second}。请检查波段、日期和比例系数。</translation>
    </message>
    <message>
        <source>{fine} and {coarse} do not show the same area in the same unit: the mean of band {band} is {first}, that of {other} is {second}. Check images, bands and scale factor; to continue, set the scale factor of both sensors.</source>
        <translation>{fine}和{coarse}不是以同一单位表示同一地面：波段 {band} 的均值为 {first}，{other} 的均值为 {second}。请检查影像、波段和比例系数；如要继续，请写明两种传感器的比例系数。</translation>
    </message>
    <message>
        <source>Band {band} of {fine} correlates with band {best} of {coarse} ({high:.2f}) better than with {own}, its matched band ({low:.2f}). Check the order of the bands; if it is wrong, set Coarse band for each fine band.</source>
        <translation>{fine}的波段 {band} 与{coarse}的波段 {best} 的相关（{high:.2f}）高于与其对应波段 {own} 的相关（{low:.2f}）。请检查波段顺序；“波段”参数可指定各精细波段对应的粗波段。</translation>
    </message>
    <message>
        <source>{first} and {second} have different ranges: the mean of band {band} is {one} and {other}. Check whether both have the same scale factor.</source>
        <translation>{first}和{second}的取值范围不一致：波段 {band} 的均值为 {one} 和 {other}。请检查两者的比例系数是否相同。</translation>
    </message>
    <message>
        <source>{role} has {bands} bands, but {first} has {wanted}; images of one sensor must have the same bands.</source>
        <translation>{role}有 {bands} 个波段，{first}有 {wanted} 个；同一传感器的影像必须有相同的波段。</translation>
    </message>
    <message>
        <source>The band names of {first} and {second} do not match; by position, these bands would be matched: {table}. Choose images with the same bands, or set Coarse band for each fine band.</source>
        <translation>{first} 和 {second} 的波段名称不一致；按位置将对应为：{table}。请选择波段相同的影像，或在“波段”中写明各精细波段对应的粗波段。</translation>
    </message>
    <message>
        <source>{coarse} has no band for {bands} of {fine}: these bands are not predicted. Set Coarse band for each fine band to predict them.</source>
        <translation>{coarse} 没有与 {fine} 的 {bands} 对应的波段：这些波段不作预测。如要预测，请在“波段”中写明各精细波段对应的粗波段。</translation>
    </message>
    <message>
        <source>The date in the name of {role} is {named}, the date in its tags is {stated}; {stated} is used. Correct the wrong date.</source>
        <translation>{role}的名称中日期为 {named}，标签中为 {stated}；采用 {stated}。请改正其中错误的一个。</translation>
    </message>
    <message>
        <source>The coarse images have different pixel sizes: {large} {large_size:.1f} and {small} {small_size:.1f} fine pixels. Detail that only the image with smaller pixels shows is treated as change; use coarse images of one pixel size.</source>
        <translation>粗影像的像元大小不同：{large}为 {large_size:.1f}、{small}为 {small_size:.1f} 个精细像元。只有较细影像才有的细节会被当作变化；请使用像元大小相同的粗影像。</translation>
    </message>
    <message>
        <source>The class map contains no polygon; choose a layer with polygons, or a raster.</source>
        <translation>分类图没有多边形；请选择多边形图层或栅格。</translation>
    </message>
    <message>
        <source>{role} has {bands} bands, but a panchromatic image has one; choose a panchromatic image, or one of the bands.</source>
        <translation>{role}有 {bands} 个波段；全色影像只有一个：请选择全色影像，或其中一个波段。</translation>
    </message>
    <message>
        <source>{role} and {other} do not overlap; choose images of the same area, or assign the correct CRS.</source>
        <translation>{role}与{other}不重叠；请选择同一区域的影像，或指定正确的坐标参照系。</translation>
    </message>
    <message>
        <source>{role} has larger pixels than {other} ({times:.1f} times); they may be swapped, or it is not a panchromatic image.</source>
        <translation>{role}的像元比{other}粗（{times:.1f} 倍）；两者可能弄反了，或者它不是全色影像。</translation>
    </message>
    <message>
        <source>{role} and {other} are the same raster; choose another raster.</source>
        <translation>{role}与{other}是同一个栅格；请另选一个。</translation>
    </message>
    <message>
        <source>The mask of {role}</source>
        <translation>{role}的掩膜</translation>
    </message>
    <message>
        <source>The mask of {role} does not overlap {other}; choose the mask of the same area.</source>
        <translation>{role}的掩膜与{other}不重叠；请选择同一区域的掩膜。</translation>
    </message>
    <message>
        <source>{role} has smaller pixels than {other} ({times:.1f} times); fine and coarse images may be swapped.</source>
        <translation>{role}的像元比{other}细（{times:.1f} 倍）；精细影像与粗影像可能弄反了。</translation>
    </message>
    <message>
        <source>The class map</source>
        <translation>分类图</translation>
    </message>
    <message>
        <source>The class map does not overlap the fine image; choose a map of the same area.</source>
        <translation>分类图与精细影像不重叠；请选择同一区域的分类图。</translation>
    </message>
    <message>
        <source>{role} covers only {share:.0%} of {other}; the rest of the result is nodata.</source>
        <translation>{role}只覆盖{other}的 {share:.0%}；结果的其余部分为无数据。</translation>
    </message>
    <message>
        <source>{role} is of {day}, but {other} is of {date}; changes between these dates appear as detail.</source>
        <translation>{role}的日期为 {day}，{other}的日期为 {date}；两者之间的变化会被当成细节。</translation>
    </message>
    <message>
        <source>{role} has no coordinate reference system; the one of {other} is assumed.</source>
        <translation>{role}没有坐标参照系；假定与{other}相同。</translation>
    </message>
    <message>
        <source>Bands, fine - coarse: {mapping}.</source>
        <translation>波段，精细 - 粗：{mapping}。</translation>
    </message>
    <message>
        <source>Scale: fine x {fine_scale} ({fine_reason}), coarse x {coarse_scale} ({coarse_reason}). Resolution ratio: {pixel_ratio:.2f}.</source>
        <translation>比例：精细 x {fine_scale}（{fine_reason}），粗 x {coarse_scale}（{coarse_reason}）。一个粗像元宽 {pixel_ratio:.2f} 个精细像元。</translation>
    </message>
    <message>
        <source>Target{day}: coarse {label}.</source>
        <translation>目标{day}：粗影像 {label}。</translation>
    </message>
    <message>
        <source>There is no fine image; choose at least one.</source>
        <translation>没有精细影像；请至少选择一幅。</translation>
    </message>
    <message>
        <source>Unmatched coarse bands that are also used: {bands}.</source>
        <translation>此外读取的粗波段：{bands}。</translation>
    </message>
    <message>
        <source>Pair {number}{day}: fine {fine}, coarse {coarse}{other}.</source>
        <translation>影像对 {number}{day}：精细影像 {fine}，粗影像 {coarse}{other}。</translation>
    </message>
    <message>
        <source>{role}: {label}.</source>
        <translation>{role}：{label}。</translation>
    </message>
    <message>
        <source>{image} is not used: no fine image is near its date.</source>
        <translation>未使用{image}：其日期附近没有精细影像。</translation>
    </message>
    <message>
        <source>Ratio of fine and panchromatic pixel size: {ratio:.2f}.</source>
        <translation>一个精细像元宽 {ratio:.2f} 个全色像元。</translation>
    </message>
    <message>
        <source>{role} has no date in its layer, tags or name: the result has no date for the Temporal Controller. Set the target date.</source>
        <translation>{role}的图层、标签或名称中没有日期：结果在时态控制器中没有日期。请给出目标日期。</translation>
    </message>
    <message>
        <source> of {date}</source>
        <translation>（{date}）</translation>
    </message>
    <message>
        <source>Band {band} of {label} cannot be used in addition to the matched bands ({error}); set OTHER_BANDS to no, or set the scale factor.</source>
        <translation>除与精细波段对应的波段外，无法读取 {label} 的波段 {band}（{error}）；请将 OTHER_BANDS 设为否，或给出比例系数。</translation>
    </message>
    <message>
        <source>{role} is not on the grid of the first fine image; it is resampled (bilinear).</source>
        <translation>{role}不在第一幅精细影像的格网上；已重采样（bilinear）。</translation>
    </message>
    <message>
        <source>The target date {date} is also the date of {days}; choose the coarse image of another date, or correct the dates.</source>
        <translation>目标日期 {date} 也是{days}的日期；请选择另一天的粗影像，或改正日期。</translation>
    </message>
    <message>
        <source>The target date {date} is outside the dates of the pairs, {first} to {last}; choose pairs on both sides of it, use only one pair, or allow target dates outside the pairs.</source>
        <translation>目标日期 {date} 在影像对的日期 {first} 到 {last} 之外；请选择其前后的影像对，只给一对，或允许日期在影像对之外。</translation>
    </message>
    <message>
        <source>the same file</source>
        <translation>同一个文件</translation>
    </message>
    <message>
        <source>{days} and {role} are both of {date}; each pair must have a different date.</source>
        <translation>{days}与{role}的日期都是 {date}；请为各对给出不同的日期。</translation>
    </message>
    <message>
        <source>{role} and {other} are the same image; choose the coarse image of this date.</source>
        <translation>{role}与{other}是同一影像；请选择该日期的粗影像。</translation>
    </message>
    <message>
        <source>the same image in two files</source>
        <translation>两个文件中的同一幅影像</translation>
    </message>
    <message>
        <source>{image} has no coarse image within {days} days; available: {found}. Choose the coarse image of the same date, or correct the dates.</source>
        <translation>{image}在 {days} 天内没有粗影像；现有：{found}。请选择同一天的粗影像，或改正日期。</translation>
    </message>
    <message>
        <source>{role}, {source}, has no date in its layer, its tags or its name, so that its coarse image cannot be found; add the date to the file name, such as _20041228.</source>
        <translation>{role} {source} 的图层、标签和名称中没有日期，无法找到它的粗影像；请把日期写进文件名，例如 _20041228。</translation>
    </message>
    <message>
        <source>{image} has no coarse image; add the coarse image of this date, with the date in its name.</source>
        <translation>{image}没有粗影像；请添加该日期的粗影像，并在名称中写明日期。</translation>
    </message>
    <message>
        <source>{image} has no coarse image within {days} days; the nearest is {best}.</source>
        <translation>{image}在 {days} 天内没有粗影像；最近的是{best}。</translation>
    </message>
    <message>
        <source>{role} and {other} are {same}, which contains no change: the prediction from this pair is a copy of {fine}; choose the coarse image of the target date.</source>
        <translation>{role}和{other}是{same}，没有变化：由该影像对得到的预测就是{fine}的副本；请选择目标日期的粗影像。</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>无日期</translation>
    </message>
    <message>
        <source>The mask of {role}, {label}, is a quality layer; it is read as {kind}: clouds, shadows, snow and fill are masked.</source>
        <translation>{role}的掩膜 {label} 是质量图层；按 {kind} 读取：云、阴影、雪和填充值被掩膜。</translation>
    </message>
    <message>
        <source>{role}: {label} is a level-1 product: top-of-atmosphere reflectance or radiance, not surface reflectance.</source>
        <translation>{role}：{label} 是一级产品：为大气层顶而非地表的反射率或辐亮度。</translation>
    </message>
    <message>
        <source>1 fine image: {text}.</source>
        <translation>1 幅精细影像：{text}。</translation>
    </message>
    <message>
        <source>{count} fine images: {text}.</source>
        <translation>{count} 幅精细影像：{text}。</translation>
    </message>
    <message>
        <source>1 coarse image: {text}.</source>
        <translation>1 幅粗影像：{text}。</translation>
    </message>
    <message>
        <source>{count} coarse images: {text}.</source>
        <translation>{count} 幅粗影像：{text}。</translation>
    </message>
    <message>
        <source>Shapes differ: fine {fine}, coarse {coarse}, target {target}.</source>
        <translation>形状不同：精细影像 {fine}，粗影像 {coarse}，目标 {target}。</translation>
    </message>
    <message>
        <source>The first date {start} is after the last date {end}; swap the dates.</source>
        <translation>序列的起始日期为 {start}，结束日期为 {end}；请对调。</translation>
    </message>
    <message>
        <source>There are no dates to predict: the coarse images are of {coarse_span}, the fine images of {fine_span}; choose other dates, or change the first or last date.</source>
        <translation>没有可预测的日期：粗影像的日期为 {coarse_span}，精细影像的日期为 {fine_span}；请选择其他日期、起始或结束日期。</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 到 {last}</translation>
    </message>
    <message>
        <source>Dates '{dates}' are not valid; enter coarse, fine, both, or dates such as 2015-07-12 2015-07-28.</source>
        <translation>无法理解日期“{dates}”；请写 coarse、fine、both，或日期，例如 2015-07-12 2015-07-28。</translation>
    </message>
    <message>
        <source>{count} {role} images are identical copies of others of the same date and are used once: {names}.</source>
        <translation>{count} 幅{role}影像是同一日期其他影像的完全副本，只计一次：{names}。</translation>
    </message>
    <message>
        <source>The folder {place} for {role} images does not exist; choose another folder.</source>
        <translation>{role}影像的文件夹 {place} 不存在；请另选。</translation>
    </message>
    <message>
        <source>The folder {place} contains no raster named like '{pattern}' for {role} images{others}; rasters are files such as .tif, .vrt, .img, .hdf, .nc, .bil, or any file with an ENVI header (.hdr). Choose another folder or pattern{below}.</source>
        <translation>文件夹 {place} 中没有名称符合“{pattern}”的{role}影像{others}；栅格是 .tif、.vrt、.img、.hdf、.nc、.bil 等文件，或带有 ENVI 头文件（.hdr）的任何文件。请另选文件夹或模式{below}。</translation>
    </message>
    <message>
        <source>{role} in {folder}</source>
        <translation>{folder} 中的{role}</translation>
    </message>
    <message>
        <source>{names} and {more} more</source>
        <translation>{names} 及另外 {more} 个</translation>
    </message>
    <message>
        <source>The pattern '{pattern}' for {role} images is not a file name pattern; enter a pattern such as {example}_*.tif.</source>
        <translation>{role}影像的名称模式“{pattern}”不是文件名；请写成 {example}_*.tif 这样的形式。</translation>
    </message>
    <message>
        <source>{count} images are predictions of STFusion, not observations, and are excluded from the fine images: {names}.</source>
        <translation>{count} 幅影像是 STFusion 的预测而非观测，不作为精细影像：{names}。</translation>
    </message>
    <message>
        <source>{role} has no date in its layer, its tags or its name and is excluded; add the date to the file name, such as _20150714.</source>
        <translation>{role}的图层、标签和名称中没有日期，未使用；请把日期写进文件名，例如 _20150714。</translation>
    </message>
    <message>
        <source>{first} and {second} are both of {day}; exclude one of them, or restrict the pattern of {role} images, such as fine_*.tif.</source>
        <translation>{first}与{second}的日期都是 {day}；请去掉其中一幅，或缩小{role}影像的名称模式，例如 fine_*.tif。</translation>
    </message>
    <message>
        <source> ({count} other files, such as {name})</source>
        <translation>（另有 {count} 个文件，例如 {name}）</translation>
    </message>
    <message>
        <source>; **/* also includes subfolders</source>
        <translation>；**/* 也查找其中的子文件夹</translation>
    </message>
    <message>
        <source>Bands of the index '{typed}' are not valid; enter the numbers of: {bands}.</source>
        <translation>无法理解指数的波段“{typed}”；请写下列波段的波段号：{bands}。</translation>
    </message>
    <message>
        <source>{label} has no band named {lacking}, which {name} requires; set the band numbers of the index: {bands}.</source>
        <translation>{label} 没有已知为 {lacking} 的波段，而 {name} 需要它；请给出指数的波段号：{bands}。</translation>
    </message>
    <message>
        <source>Band {number} of the index is not among the predicted bands: {bands}.</source>
        <translation>指数的波段 {number} 不在参与融合的波段之中：{bands}。</translation>
    </message>
    <message>
        <source>{path} is not a valid list of dates ({error}); delete it to start again, or choose another folder.</source>
        <translation>{path} 不是序列清单（{error}）；请删除它以重新开始，或另选文件夹。</translation>
    </message>
    <message>
        <source>Another run is writing a series to {folder}; wait until it has finished, or choose another folder.</source>
        <translation>另一个运行正在向 {folder} 写入序列；请等它结束，或另选文件夹。</translation>
    </message>
    <message>
        <source>Looking for gaps</source>
        <translation>查找缺失</translation>
    </message>
    <message>
        <source>The output folder {folder} is also a folder of input images; choose another one, so that no input is overwritten and no prediction is used as an observation.</source>
        <translation>输出文件夹 {folder} 也是输入影像的文件夹；请另选，以免覆盖输入，或把预测当作观测。</translation>
    </message>
    <message>
        <source>The result {name} in {folder} would replace a file of the input {source}; choose another output folder.</source>
        <translation>{folder} 中的结果 {name} 会替换输入 {source} 的文件；请另选输出文件夹，以免丢失数据。</translation>
    </message>
    <message>
        <source>{title} supports {limits} pairs per date, not {count}; correct the number of pairs, or enter 0.</source>
        <translation>{title} 每个日期使用 {limits} 对，不能是 {count} 对；请改正影像对数，或写 0。</translation>
    </message>
    <message>
        <source> within {farthest} days</source>
        <translation>（{farthest} 天内）</translation>
    </message>
    <message>
        <source>{title} requires {least} pairs for {day}; found{within}: {count}.</source>
        <translation>{title} 对 {day} 需要 {least} 个影像对；找到{within}：{count} 个。</translation>
    </message>
    <message>
        <source>{title} requires pairs before and after {day}, but all{within} are on one side; allow target dates outside the pairs, or choose a method for one pair.</source>
        <translation>{title} 需要 {day} 前后的影像对，但全部影像对{within}都在同一侧；请允许日期在影像对之外，或选择只用一对的方法。</translation>
    </message>
    <message>
        <source>{least} to {most}</source>
        <translation>{least} 到 {most}</translation>
    </message>
    <message>
        <source>No fine image has a coarse image within {days} days, so that there is no pair; check the dates.</source>
        <translation>没有精细影像在 {days} 天内有粗影像，因此没有可用于预测的影像对；请检查日期。</translation>
    </message>
    <message>
        <source>All requested dates have a fine image and are skipped; choose other dates, or fill gaps.</source>
        <translation>所有要求的日期都已有精细影像并将跳过；请选择其他日期，或选择填补缺失。</translation>
    </message>
    <message>
        <source>There is no {role} image with a date; choose images with dates in their names, tags or layers.{reason}</source>
        <translation>没有带日期的{role}影像；请选择名称、标签或图层中有日期的影像。{reason}</translation>
    </message>
    <message>
        <source>{count} fine images are not on the grid of the series, that of {first}; they are resampled (bilinear): {names}.</source>
        <translation>{count} 幅精细影像不在序列的格网（{first}的格网）上；已重采样（bilinear）：{names}。</translation>
    </message>
    <message>
        <source>{count} fine images have another extent than the grid of the series, that of {first}; pixels outside are nodata: {names}.</source>
        <translation>{count} 幅精细影像的范围与序列的格网（{first}的格网）不同；其未覆盖处为无数据：{names}。</translation>
    </message>
    <message>
        <source>These dates have no mask and are treated as clear: {days}.</source>
        <translation>下列日期没有掩膜，视为无云：{days}。</translation>
    </message>
    <message>
        <source>There is no coarse image within {tolerance} days of {day}.</source>
        <translation>{day} 前后 {tolerance} 天内没有粗影像。</translation>
    </message>
    <message>
        <source>{role} has no coarse image within {days} days and is not used as a pair.</source>
        <translation>{role}在 {days} 天内没有粗影像，不能组成影像对。</translation>
    </message>
    <message>
        <source>Fusing</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>{day}: {missing:.1%} of pixels missing; filling from pairs of {days}.</source>
        <translation>{day}：仍缺 {missing:.1%}，改用 {days} 的影像对补充。</translation>
    </message>
    <message>
        <source>Round {number}</source>
        <translation>第 {number} 轮补充</translation>
    </message>
    <message>
        <source>not enough memory; set a smaller block size</source>
        <translation>内存不足；请设置较小的分块大小</translation>
    </message>
    <message>
        <source>Choosing pairs</source>
        <translation>选择影像对</translation>
    </message>
    <message>
        <source>{count} dates: {predicted} predicted, {observed} observed, {reused} reused, {failed} failed.</source>
        <translation>{count} 个日期：预测 {predicted} 个，观测 {observed} 个，沿用 {reused} 个，失败 {failed} 个。</translation>
    </message>
    <message>
        <source>{day}: coarse {name}, {pairs}{kept}.</source>
        <translation>{day}：粗影像 {name}，{pairs}{kept}。</translation>
    </message>
    <message>
        <source>None of the {count} dates could be predicted. {reason}</source>
        <translation>{count} 个日期都未能预测。{reason}</translation>
    </message>
    <message>
        <source>{count} dates cannot be predicted: {days}. {first}</source>
        <translation>{count} 个日期无法预测：{days}。{first}</translation>
    </message>
    <message>
        <source>Cancelled; {count} finished dates are kept in {folder}. Run the series again to continue.</source>
        <translation>已取消；{count} 个已完成的日期保留在 {folder}。再次运行该序列即可继续。</translation>
    </message>
    <message>
        <source>pairs of {days}</source>
        <translation>影像对 {days}</translation>
    </message>
    <message>
        <source>not enough pairs</source>
        <translation>影像对不足</translation>
    </message>
    <message>
        <source>; the observed fine image is kept</source>
        <translation>；保留观测到的精细影像</translation>
    </message>
    <message>
        <source>{day} was not predicted: {message}</source>
        <translation>未能预测 {day}：{message}</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist; create it or choose another folder.</source>
        <translation>文件夹 {folder} 不存在；请创建它或另选。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be created ({cause}); choose another folder.</source>
        <translation>无法创建文件夹 {folder}（{cause}）；请另选一个。</translation>
    </message>
    <message>
        <source>The change {change!r} is unknown; choose one of {choices}.</source>
        <translation>没有变化类型 {change!r}；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>{name} is {value!r}; enter an integer of at least {least}.</source>
        <translation>{name} 为 {value!r}；请给出不小于 {least} 的整数。</translation>
    </message>
    <message>
        <source>The band {unknown!r} is unknown; choose from {choices}.</source>
        <translation>没有波段 {unknown!r}；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>The bands are {list}; enter at least one, each only once.</source>
        <translation>波段为 {list}；请至少给出一个，且不重复。</translation>
    </message>
    <message>
        <source>There is no date; enter at least one date to simulate.</source>
        <translation>没有给出日期；请至少给出一天用于模拟。</translation>
    </message>
    <message>
        <source>The dates are {listed}; enter them in ascending order, each only once.</source>
        <translation>日期为 {listed}；请按从早到晚的顺序给出，且不重复。</translation>
    </message>
    <message>
        <source>{name} is {value}; enter a number above 0.</source>
        <translation>{name} 为 {value}；请给出大于 0 的数。</translation>
    </message>
    <message>
        <source>{name} is {value}; enter a number from 0 to below 1.</source>
        <translation>{name} 为 {value}；请给出不小于 0 且小于 1 的数。</translation>
    </message>
    <message>
        <source>The image has the shape {shape}; the last dimensions must be rows and columns.</source>
        <translation>影像的形状为 {shape}；请给出以行和列结尾的数组。</translation>
    </message>
    <message>
        <source>radius is {radius}; enter at least 0.5 coarse pixel.</source>
        <translation>radius 为 {radius}；请至少给出 0.5 个粗像元。</translation>
    </message>
    <message>
        <source>{name} is {value}; enter a number of coarse pixels above 0.</source>
        <translation>{name} 为 {value}；请给出大于 0 的粗像元数。</translation>
    </message>
    <message>
        <source>Mask of {role}</source>
        <translation>掩膜（{role}）</translation>
    </message>
    <message>
        <source>Errors compared with the {known}, and weights: {bands}.</source>
        <translation>与{known}比较的误差，以及权重：{bands}。</translation>
    </message>
    <message>
        <source>Mean error over all bands: {title} {error}; simple guesses on the same pixels: {guesses}.</source>
        <translation>所有波段的平均误差：{title} {error}；相同像元上的简单估计：{guesses}。</translation>
    </message>
    <message>
        <source>Unknown classical method {unknown}; choose from: {known}.</source>
        <translation>未知的经典方法 {unknown}；请从下列值中选择：{known}。</translation>
    </message>
    <message>
        <source>fine images of the pairs</source>
        <translation>影像对的精细影像</translation>
    </message>
    <message>
        <source>coarse change</source>
        <translation>粗影像变化</translation>
    </message>
    <message>
        <source>{title}: {numbers}.</source>
        <translation>{title}：{numbers}。</translation>
    </message>
    <message>
        <source>None of the methods ({methods}) supports {count} pairs; choose other methods, or change the pairs.</source>
        <translation>方法（{methods}）都不支持 {count} 个影像对；请选择其他方法，或改变影像对。</translation>
    </message>
    <message>
        <source>All methods failed; see the messages above, and change the images or the methods.</source>
        <translation>所有方法都失败了；请查看上面的消息，并更换影像或方法。</translation>
    </message>
    <message>
        <source>Testing {title}</source>
        <translation>测试 {title}</translation>
    </message>
    <message>
        <source>{title} is skipped: {error}</source>
        <translation>跳过 {title}：{error}</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Shares of the classes</source>
        <translation>各类别的比例</translation>
    </message>
    <message>
        <source>Minimum number of classes is {least_classes} and Maximum number of classes is {most_classes}; the minimum must not exceed the maximum.</source>
        <translation>最少类别数为 {least_classes}，最多类别数为 {most_classes}；最少不能大于最多。</translation>
    </message>
    <message>
        <source>Patch overlap is {overlap} pixels, but patches have {patch}; it must be smaller.</source>
        <translation>图块重叠为 {overlap} 像元，图块为 {patch}；重叠必须更小。</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Samples of the first layer</source>
        <translation>第一层的样本</translation>
    </message>
    <message>
        <source>First layer</source>
        <translation>第一层</translation>
    </message>
    <message>
        <source>Samples of the second layer</source>
        <translation>第二层的样本</translation>
    </message>
    <message>
        <source>Second layer</source>
        <translation>第二层</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Changes between the pairs</source>
        <translation>影像对之间的变化</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Dictionaries</source>
        <translation>字典学习</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>first network</source>
        <translation>第一个网络</translation>
    </message>
    <message>
        <source>second network</source>
        <translation>第二个网络</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两个网络</translation>
    </message>
    <message>
        <source>Red band is {red} and Near infrared band is {near_infrared}, but there are {bands} bands.</source>
        <translation>红波段为 {red}，近红外波段为 {near_infrared}，但只有 {bands} 个波段。</translation>
    </message>
    <message>
        <source>A loss on the NDVI requires both the red and the near infrared band; set both or none.</source>
        <translation>NDVI 损失需要红波段和近红外波段；请两个都给出，或都不给。</translation>
    </message>
    <message>
        <source>A loss on the NDVI requires the range of values reflectance; choose it, or set no bands.</source>
        <translation>NDVI 损失需要值的范围为 reflectance；请选择它，或不给出波段。</translation>
    </message>
    <message>
        <source>Sharp images and classes</source>
        <translation>变清晰的影像与类别</translation>
    </message>
    <message>
        <source>doubling</source>
        <translation>倍增</translation>
    </message>
    <message>
        <source>refining</source>
        <translation>细化</translation>
    </message>
    <message>
        <source>The weights are for resolution ratio {trained}, but here it is {here}; choose other weights, or set the ratio.</source>
        <translation>权重适用于 {trained} 个精细像元的粗像元，此处为 {here} 个；请选择其他权重，或给出像元比。</translation>
    </message>
    <message>
        <source>Ratio of the transitional resolution is {factor}; it must be 2, 4 or 8.</source>
        <translation>一个过渡像元边长内的精细像元数为 {factor}；必须是 2、4 或 8。</translation>
    </message>
    <message>
        <source>mapping</source>
        <translation>映射</translation>
    </message>
    <message>
        <source>super-resolution</source>
        <translation>超分辨率</translation>
    </message>
    <message>
        <source>{title} doubles the resolution of the coarse image at least {least} times, which resolution ratio {ratio} does not allow; use EDCSTFN, or resample the coarse images with Prepare pair.</source>
        <translation>{title} 将粗影像反复加倍直到精细，至少 {least} 次，而一个粗像元边长内 {ratio} 个精细像元做不到；请选择 EDCSTFN，或用“准备影像对”重采样粗影像。</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>student</source>
        <translation>学生</translation>
    </message>
    <message>
        <source>teacher</source>
        <translation>教师</translation>
    </message>
    <message>
        <source> (the first {shown} of {most} bands)</source>
        <translation type="vanished">（共 {most} 个波段，此处为前 {shown} 个）</translation>
    </message>
    <message>
        <source> Each pixel of the maps is the mean of {step} x {step}.</source>
        <translation type="vanished">图中每个像元是 {step} x {step} 个像元的均值。</translation>
    </message>
    <message>
        <source> Held out for validation: {days}.</source>
        <translation type="vanished">留作验证：{days}。</translation>
    </message>
    <message>
        <source> Tested at the end: {days}.</source>
        <translation type="vanished">最后测试：{days}。</translation>
    </message>
    <message>
        <source>'{text}' is no date; write it as year-month-day, for example 2004-12-28.</source>
        <translation type="vanished">“{text}”不是日期；请写成年-月-日，例如 2004-12-28。</translation>
    </message>
    <message>
        <source>, and the image is written as it is</source>
        <translation type="vanished">，影像按原样写出</translation>
    </message>
    <message>
        <source>0 finds it from the pixel sizes. State it where the coarse images were already resampled to the fine grid.</source>
        <translation type="vanished">0 表示由像元大小得出。若粗影像已重采样到精细格网，请在此给出。</translation>
    </message>
    <message>
        <source>1 - SSE / SST: the sum of squared differences over the sum of squared deviations of the reference from its mean. It is not the square of r, and is negative where the mean of the reference would be the better prediction.</source>
        <translation type="vanished">1 - SSE / SST：差的平方和除以参考影像对其均值的离差平方和。它不是 r 的平方；若参考影像的均值是更好的预测，则为负。</translation>
    </message>
    <message>
        <source>1 / {ratio:.4g}, measured from the coarse image</source>
        <translation type="vanished">1 / {ratio:.4g}，由粗影像测得</translation>
    </message>
    <message>
        <source>1 / {ratio:g}, as given</source>
        <translation type="vanished">1 / {ratio:g}，按给定值</translation>
    </message>
    <message>
        <source>1 fits the line over 3 x 3 coarse pixels, 2 over 5 x 5. Larger windows are steadier and follow the land less closely.</source>
        <translation type="vanished">1 在 3 x 3 个粗像元上拟合直线，2 在 5 x 5 个上。窗口越大越稳定，但越不贴合地表。</translation>
    </message>
    <message>
        <source>1, because neither ratio nor coarse image were given</source>
        <translation type="vanished">1，因为没有给出像元比或粗影像</translation>
    </message>
    <message>
        <source>1, because the coarse image lies on the fine grid and does not show its pixel size</source>
        <translation type="vanished">1，因为粗影像位于精细格网上，看不出其像元大小</translation>
    </message>
    <message>
        <source>100 h sqrt(mean over bands of (RMSE / mean of the reference)²), h being the fine over the coarse pixel size. Papers drop or change h, so numbers can only be compared where it is the same.</source>
        <translation type="vanished">100 h sqrt(各波段 (RMSE / 参考影像均值)² 的平均)，h 为精细像元与粗像元大小之比。各论文省略或改变 h，因此只有 h 相同时数值才可比较。</translation>
    </message>
    <message>
        <source>16 corresponds to Landsat (30 m) with MODIS (480 m), 30 to Sentinel-2 (10 m) with Sentinel-3 (300 m).</source>
        <translation type="vanished">16 相当于 Landsat(30 m)与 MODIS(480 m),30 相当于 Sentinel-2(10 m)与 Sentinel-3(300 m)。</translation>
    </message>
    <message>
        <source>16 corresponds to Landsat (30 m) with MODIS (480 m).</source>
        <translation type="vanished">16 对应 Landsat（30 m）与 MODIS（480 m）。</translation>
    </message>
    <message>
        <source>16 is Landsat (30 m) with MODIS (480 m), 30 is Sentinel-2 (10 m) with Sentinel-3 (300 m).</source>
        <translation type="vanished">16 相当于 Landsat(30 m)与 MODIS(480 m),30 相当于 Sentinel-2(10 m)与 Sentinel-3(300 m)。</translation>
    </message>
    <message>
        <source>16 is Landsat (30 m) with MODIS (480 m).</source>
        <translation type="vanished">16 相当于 Landsat(30 m)与 MODIS(480 m)。</translation>
    </message>
    <message>
        <source>2022 is the network of the paper. 2020 is that of the authors' early program: deeper, five times as slow.</source>
        <translation type="vanished">2022 为论文的网络。2020 为作者早期程序的网络：更深，慢五倍。</translation>
    </message>
    <message>
        <source>; **/* also searches the folders in it</source>
        <translation type="vanished">；**/* 也查找其中的子文件夹</translation>
    </message>
    <message>
        <source>; what its own fine image shows is kept</source>
        <translation type="vanished">；其自身精细影像所显示的部分保留</translation>
    </message>
    <message>
        <source>A CUDA driver is there but is not used: {error}</source>
        <translation type="vanished">有 CUDA 驱动程序，但未使用：{error}</translation>
    </message>
    <message>
        <source>A candidate is tested for fitting the coarse sensor as well as the centre does, and for having changed as little. either test: as in the authors' program, many candidates. both tests: as in the paper, few.</source>
        <translation type="vanished">检验候选像元是否与粗传感器同样吻合，以及变化是否同样小。either test：与作者的程序相同，候选较多。both tests：与论文相同，候选较少。</translation>
    </message>
    <message>
        <source>A coarse pixel of {ratio} fine ones is larger than {label}, {rows} x {cols} pixels; give a smaller ratio or choose a larger image.</source>
        <translation type="vanished">含 {ratio} 个精细像元的粗像元大于 {label}（{rows} x {cols} 像元）；请给出较小的像元比，或选择更大的影像。</translation>
    </message>
    <message>
        <source>A coarse pixel of {ratio} fine pixels leaves no room in a fine image of {rows} x {cols}; choose a larger fine image, or state the right ratio.</source>
        <translation type="vanished">含 {ratio} 个精细像元的粗像元在 {rows} x {cols} 的精细影像中放不下；请选择更大的精细影像，或给出正确的像元比。</translation>
    </message>
    <message>
        <source>A date without a coarse image of its own takes the nearest one. Half of a composite's length is a good value.</source>
        <translation type="vanished">当天没有粗影像的日期取最近的一幅。合成周期的一半是合适的值。</translation>
    </message>
    <message>
        <source>A dense network with attention predicts each pixel separately from the patch around it in the images of the pair and of the target date.</source>
        <translation type="vanished">每个像元由其周围在影像对和目标日期影像中的图块，经带注意力的稠密网络单独预测。</translation>
    </message>
    <message>
        <source>A dictionary of fine patches, and what the coarse sensor sees of them, give a first estimate of the fine image; a network refines it with the coarse image of the target date and the fine one of the pair.</source>
        <translation type="vanished">精细图块的字典及粗传感器对它们的所见给出精细影像的初始估计；网络用目标日期的粗影像和影像对的精细影像加以细化。</translation>
    </message>
    <message>
        <source>A file ending in .resume.safetensors of an earlier training of the same network on the same images: goes on as if it had never stopped. State more epochs to train a finished one further.</source>
        <translation type="vanished">同一网络在相同影像上以前训练得到的、以 .resume.safetensors 结尾的文件：如同从未中断一样继续。若要继续训练已完成的网络，请给出更多轮数。</translation>
    </message>
    <message>
        <source>A fine pixel is {ratio:.2f} panchromatic pixels wide.</source>
        <translation type="vanished">一个精细像元宽 {ratio:.2f} 个全色像元。</translation>
    </message>
    <message>
        <source>A large series has more patches than an epoch needs; each epoch draws others.</source>
        <translation type="vanished">大的序列的图块多于一轮所需；每轮抽取不同的图块。</translation>
    </message>
    <message>
        <source>A loss on the NDVI needs both the red and the near infrared band; state both or none.</source>
        <translation type="vanished">NDVI 损失需要红波段和近红外波段；请两个都给出，或都不给。</translation>
    </message>
    <message>
        <source>A loss on the NDVI needs the range of values reflectance; choose it, or state no bands.</source>
        <translation type="vanished">NDVI 损失需要值的范围为 reflectance；请选择它，或不给出波段。</translation>
    </message>
    <message>
        <source>A neighbour counts as brighter where it exceeds the centre by more than this.</source>
        <translation type="vanished">邻域像元超过中心像元的值大于此数时才算更亮。</translation>
    </message>
    <message>
        <source>A of the weight 1 / (1 + distance / A): small values favour near pixels. 0 takes half the search window, as the paper does.</source>
        <translation type="vanished">权重 1 / （1 + 距离 / A） 中的 A：小值偏重近处像元。0 取搜索窗口的一半，与论文相同。</translation>
    </message>
    <message>
        <source>A page with curves, errors, sample patches and the configuration, that needs nothing but itself.</source>
        <translation type="vanished">含曲线、误差、样本图块和配置的页面，不依赖其他文件。</translation>
    </message>
    <message>
        <source>A patch of {edge} pixels does not fit into {size} pixels; choose a smaller patch, or a larger area.</source>
        <translation type="vanished">{edge} 像元的图块放不进 {size} 个像元；请选择较小的图块，或更大的区域。</translation>
    </message>
    <message>
        <source>A patch of {rows} x {cols} pixels does not hold whole coarse pixels of {ratio} fine ones.</source>
        <translation type="vanished">{rows} x {cols} 像元的图块不含整数个由 {ratio} 个精细像元组成的粗像元。</translation>
    </message>
    <message>
        <source>A pixel of the series is {ratio:.1f} pixels of the very fine image wide; the network is made for {wanted}, and the series is resampled to it.</source>
        <translation type="vanished">序列的一个像元宽 {ratio:.1f} 个极高分辨率像元；网络按 {wanted} 个设计，序列已重采样到该值。</translation>
    </message>
    <message>
        <source>A prediction outside is replaced by the weighted fine values of the similar pixels. auto: reflectance from 0 to 1, wider where the inputs are. Or the lowest and the highest value, such as 0 1.</source>
        <translation type="vanished">超出范围的预测由相似像元的加权精细值代替。auto：反射率 0 到 1，输入更宽时随之放宽。或最低值和最高值，例如 0 1。</translation>
    </message>
    <message>
        <source>A second pair, best on the other side of the target date. Fine image of another day with both sensors.</source>
        <translation type="vanished">第二个影像对，最好在目标日期的另一侧。两种传感器都有观测的另一天的精细影像。</translation>
    </message>
    <message>
        <source>A share of the area, such as 0.2: a strip at its end. Or dates, such as 2015-07-12 2016-08-01, which are then not learnt from at all. The best epoch is the one with the least error there.</source>
        <translation type="vanished">区域的比例，例如 0.2：末端的一条带。或日期，例如 2015-07-12 2016-08-01，这些日期完全不用于学习。其上误差最小的一轮即为最佳。</translation>
    </message>
    <message>
        <source>A small stack of three-dimensional convolutions turns coarse change into fine change; it is trained on the change between the pairs, and both predictions are weighted pixel by pixel by how little has changed.</source>
        <translation type="vanished">少量三维卷积把粗变化转换为精细变化；它在两对之间的变化上训练，两个预测逐像元按此后变化的大小加权。</translation>
    </message>
    <message>
        <source>A test date has no date; this is an error of its own.</source>
        <translation type="vanished">有一个测试日期没有日期；这是程序自身的错误。</translation>
    </message>
    <message>
        <source>A third sensor as on Gaofen-1, for DiffSTSF: rows, columns and coarse pixels are then counted in panchromatic pixels of 2 m, and a fine pixel has 8 m. 8 of them along a coarse one are Gaofen-1's wide field (16 m).</source>
        <translation type="vanished">如高分一号的第三种传感器，供 DiffSTSF 使用：此时行数、列数和粗像元均以 2 m 的全色像元计，精细像元为 8 m。每个粗像元边长取 8 个全色像元即为高分一号宽幅相机（16 m）。</translation>
    </message>
    <message>
        <source>A third, finest sensor is there, as on Gaofen-1 (panchromatic 2 m, multispectral 8 m, wide field 16 m), and the target date is wanted with its detail. With a CUDA device and a series to train with.</source>
        <translation type="vanished">有第三种最精细的传感器，如高分一号（全色 2 m、多光谱 8 m、宽幅 16 m），并希望目标日期具有其细节。需要 CUDA 设备和可供训练的序列。</translation>
    </message>
    <message>
        <source>Additional rounds for missing pixels</source>
        <translation type="vanished">缺失像元的补充轮数</translation>
    </message>
    <message>
        <source>Adds the coarse change to the fine image, averaged over similar neighbouring pixels, weighted by small change and good agreement between the sensors.</source>
        <translation type="vanished">把粗传感器看到的变化加到精细影像上，该变化在变化最小、两种传感器最一致的相似邻近像元上取平均。</translation>
    </message>
    <message>
        <source>Adds to the fine image the change that the coarse sensor saw, averaged over similar neighbouring pixels that changed least and fit best between the sensors.</source>
        <translation type="vanished">把粗传感器看到的变化加到精细影像上，该变化在变化最小、两种传感器最一致的相似邻近像元上取平均。</translation>
    </message>
    <message>
        <source>Adds what the blocks find to what they are given, and does not squash it between 0 and 1. Not in the paper; try it if the loss stops falling early.</source>
        <translation type="vanished">把各块的结果加到其输入上，而不压缩到 0 与 1 之间。论文中没有；损失过早停止下降时可以一试。</translation>
    </message>
    <message>
        <source>Adversarial networks</source>
        <translation type="vanished">对抗网络</translation>
    </message>
    <message>
        <source>After {held} of {dates} dates are held out, too few are left to learn from; hold out fewer.</source>
        <translation type="vanished">{dates} 个日期中留出 {held} 个后，剩下的不够学习；请少留一些。</translation>
    </message>
    <message>
        <source>All bands together: SAM {angle}; ERGAS {ergas} with the pixel size factor {factor}.</source>
        <translation type="vanished">所有波段合计：SAM {angle}；ERGAS {ergas}，像元大小因子为 {factor}。</translation>
    </message>
    <message>
        <source>All images of two pairs and of the target date are read together; features at full size, means over regions of three sizes and dilated convolutions are joined and decoded. Gaps do not count while training.</source>
        <translation type="vanished">两个影像对和目标日期的全部影像一起读取；全尺寸特征、三种大小区域的平均和空洞卷积的结果连接后解码。训练时缺失不计入。</translation>
    </message>
    <message>
        <source>All-round diagram of Zhu et al. (2022). Distance from the centre: RMSE. Angle: Edge, upright where edges are as strong as in the reference, to the left where smoothed, to the right where over-sharp or noisy. Colour: average difference.</source>
        <translation type="vanished">Zhu 等（2022）的全面评价图。到圆心的距离：RMSE。角度：边缘，边缘强度与参考影像相同时竖直，被平滑时偏左，过锐或有噪声时偏右。颜色：平均差。</translation>
    </message>
    <message>
        <source>All-round diagram: with the fine image of the pair and the coarse image of the target date, which count as naive predictions, the diagram shows the sectors that a good prediction lies in.</source>
        <translation type="vanished">全面评价图：影像对的精细影像和目标日期的粗影像视为朴素预测，图中标出好的预测所在的扇区。</translation>
    </message>
    <message>
        <source>Allow a date outside the pairs</source>
        <translation type="vanished">允许日期在影像对之外</translation>
    </message>
    <message>
        <source>Allow a target date outside the pairs</source>
        <translation type="vanished">允许目标日期在影像对之外</translation>
    </message>
    <message>
        <source>Allow dates outside the pairs</source>
        <translation type="vanished">允许日期在影像对之外</translation>
    </message>
    <message>
        <source>Also dates that are done already from the same inputs and options.</source>
        <translation type="vanished">包括用相同输入和选项已完成的日期。</translation>
    </message>
    <message>
        <source>Also predicts dates with existing results from the same inputs and options.</source>
        <translation type="vanished">包括用相同输入和选项已完成的日期。</translation>
    </message>
    <message>
        <source>Also read the coarse bands that no fine band is matched with</source>
        <translation type="vanished">同时读取没有对应精细波段的粗波段</translation>
    </message>
    <message>
        <source>Also uses patches that are mirrored and rotated by 90 degrees, to avoid overfitting to directions.</source>
        <translation type="vanished">也给出镜像和旋转四分之一圈的图块，使网络不会死记方向。</translation>
    </message>
    <message>
        <source>Amount of noise that each step adds: 0: a draw depends only on its initial noise; 1: the full noise of the diffusion process.</source>
        <translation type="vanished">每一步加入多少新的噪声：0 使一次抽样只取决于最初的噪声；1 加入与过程相同的量。</translation>
    </message>
    <message>
        <source>Amount of noise that each step adds: 1 as published; 0: a draw depends only on its initial noise.</source>
        <translation type="vanished">每一步加入多少新的噪声：发表时为 1;0 使一次抽样只取决于最初的噪声。</translation>
    </message>
    <message>
        <source>An image in degrees lies across 180 degrees, which cannot be handled in its coordinate reference system; warp it to WGS 84 (EPSG:4326) first.</source>
        <translation type="vanished">一幅以度为单位的影像跨越 180 度经线，在其坐标参照系中无法处理；请先重投影到 WGS 84（EPSG:4326）。</translation>
    </message>
    <message>
        <source>An image without pixels cannot be learnt from.</source>
        <translation type="vanished">没有像元的影像无法用于学习。</translation>
    </message>
    <message>
        <source>Another run is writing a series into {folder}; wait until it has ended, or choose another folder.</source>
        <translation type="vanished">另一个运行正在向 {folder} 写入序列；请等它结束，或另选文件夹。</translation>
    </message>
    <message>
        <source>As EDCSTFN, one encoder reads the fine image and another what has changed; the edges of the fine image are added to their features, and attention weighs channels and pixels before they are decoded.</source>
        <translation type="vanished">与 EDCSTFN 一样，一个编码器读取精细影像，另一个读取变化；精细影像的边缘加入其特征，解码前由注意力对通道和像元加权。</translation>
    </message>
    <message>
        <source>As StfNet, two streams turn coarse change and a fine image into fine change; each looks at four distances at once and attends to what matters.</source>
        <translation type="vanished">与 StfNet 一样，两个分支把粗变化和精细影像转换为精细变化；每个分支同时看四种距离，并关注重要之处。</translation>
    </message>
    <message>
        <source>As for the fine image; it says what is compared, the pixels written stay as they are.</source>
        <translation type="vanished">与精细影像相同；它只决定比较哪些像元，写出的像元保持不变。</translation>
    </message>
    <message>
        <source>As for the fine image; it selects the pixels that are compared. The written pixels are not changed.</source>
        <translation type="vanished">与精细影像相同；它只决定比较哪些像元，写出的像元保持不变。</translation>
    </message>
    <message>
        <source>As for the fine sensor. It also decides how much more than the centre a candidate may have changed.</source>
        <translation type="vanished">与精细传感器相同。它还决定候选像元的变化可比中心像元多多少。</translation>
    </message>
    <message>
        <source>As in StfNet, two streams predict fine change from coarse change and a fine image; each uses four dilations at once, and attention.</source>
        <translation type="vanished">与 StfNet 一样，两个分支把粗变化和精细影像转换为精细变化；每个分支同时看四种距离，并关注重要之处。</translation>
    </message>
    <message>
        <source>As in the authors' program a candidate passes with either of the two tests, and the temporal difference enters the weight only with two or more pairs; options give the paper's wording. Ten classes instead of four, and similarity over all bands, because both were more accurate on the reference scenes. Thresholds are in reflectance and taken over the whole scene, so that the result does not depend on blocks.</source>
        <translation type="vanished">与作者的程序一样，候选像元通过两项检验之一即可，时间差异只在有两个或更多影像对时进入权重；论文的做法可用选项选择。类别数取十而不是四，并在所有波段上判定相似性，因为两者在参考场景上都更准确。阈值以反射率表示并取自整个场景，因此结果与分块无关。</translation>
    </message>
    <message>
        <source>As in the form of a method: auto, a factor for both sensors, or one for fine and one for coarse.</source>
        <translation type="vanished">与方法表单相同：auto，两种传感器共用一个系数，或精细与粗各一个。</translation>
    </message>
    <message>
        <source>As in the form of a method: auto, or a factor for all images, or one for the fine and one for the coarse ones.</source>
        <translation type="vanished">与方法表单相同：auto，或所有影像共用一个系数，或精细影像与粗影像各一个。</translation>
    </message>
    <message>
        <source>As in the method's own form: auto, a factor for both sensors, or one for fine and one for coarse.</source>
        <translation type="vanished">与该方法自身的表单相同：auto，两种传感器共用一个系数，或精细与粗各一个。</translation>
    </message>
    <message>
        <source>As in the network's own form: auto, a factor for both sensors, or one for fine and one for coarse.</source>
        <translation type="vanished">与该网络自身的表单相同：auto，两种传感器共用一个系数，或精细与粗各一个。</translation>
    </message>
    <message>
        <source>Atoms for a patch</source>
        <translation type="vanished">每个图块的原子数</translation>
    </message>
    <message>
        <source>Atoms of the dictionary</source>
        <translation type="vanished">字典的原子数</translation>
    </message>
    <message>
        <source>Attention masks are computed for any tile size. Differences that the authors' program computes but never uses are omitted, and rotations of patches by 90 degrees are correct. The learning rate is reduced by the validation error, not by its structural similarity.</source>
        <translation type="vanished">移位掩码可按任意图块大小计算。作者程序计算而从未使用的差异被省去，图块的四分之一旋转是真正的旋转。学习率随误差而不是随验证的结构相似性下降。</translation>
    </message>
    <message>
        <source>Attention masks are computed for any tile size. References are on both sides of the date where possible; the authors select any two. The learning rate is reduced by the validation error, not by its structural similarity.</source>
        <translation type="vanished">移位掩膜可按任意瓦片尺寸计算。参考影像尽可能取在目标日期两侧；作者任取两个。学习率随误差下降，而不随验证的结构相似性。</translation>
    </message>
    <message>
        <source>Attention window</source>
        <translation type="vanished">注意力窗口</translation>
    </message>
    <message>
        <source>Auto: reflectance x 10000 as 16-bit integers with their scale stated, or kelvin. As stored: values are left as they are.</source>
        <translation type="vanished">auto：反射率 x 10000 的 16 位整数并注明比例系数，或开尔文。as stored：数值保持不变。</translation>
    </message>
    <message>
        <source>Automatic takes as many as the method wants, and two where it takes any number.</source>
        <translation type="vanished">自动：取方法所需的数目；数目不限的方法取两对。</translation>
    </message>
    <message>
        <source>Band numbers to keep, such as 1 2 4. Empty: all.</source>
        <translation type="vanished">要保留的波段号，例如 1 2 4。留空：全部。</translation>
    </message>
    <message>
        <source>Band {band} of {fine} correlates with band {best} of {coarse} ({high:.2f}) better than with {own}, its partner ({low:.2f}). Check the order of the bands; Bands states the coarse band for each fine band.</source>
        <translation type="vanished">{fine}的波段 {band} 与{coarse}的波段 {best} 的相关（{high:.2f}）高于与其对应波段 {own} 的相关（{low:.2f}）。请检查波段顺序；“波段”参数可指定各精细波段对应的粗波段。</translation>
    </message>
    <message>
        <source>Band {band} of {fine} has a higher correlation with band {best} of {coarse} ({high:.2f}) than with {own}, which it is matched with ({low:.2f}). Check the band order; Bands sets the coarse band for each fine band.</source>
        <translation type="vanished">{fine}的波段 {band} 与{coarse}的波段 {best} 的相关（{high:.2f}）高于与其对应波段 {own} 的相关（{low:.2f}）。请检查波段顺序；“波段”参数可指定各精细波段对应的粗波段。</translation>
    </message>
    <message>
        <source>Band {band} of {label} cannot be read beside the bands that are matched with fine ones ({error}); set OTHER_BANDS to no, or state the scale.</source>
        <translation type="vanished">除与精细波段对应的波段外，无法读取 {label} 的波段 {band}（{error}）；请将 OTHER_BANDS 设为否，或给出比例系数。</translation>
    </message>
    <message>
        <source>Band {number} of the index is not among the bands that are fused: {bands}.</source>
        <translation type="vanished">指数的波段 {number} 不在参与融合的波段之中：{bands}。</translation>
    </message>
    <message>
        <source>Bands '{text}' are not understood; write band numbers such as 1 2 4, or nothing for all.</source>
        <translation type="vanished">无法理解波段“{text}”；请写波段号，例如 1 2 4，留空表示全部。</translation>
    </message>
    <message>
        <source>Bands '{text}' are not understood; write one band number of the reference for each of the {bands} bands of the prediction, such as 3 4 1 2, with 0 for one to leave out.</source>
        <translation type="vanished">无法理解波段“{text}”；请为预测影像的 {bands} 个波段各写一个参考影像的波段号，例如 3 4 1 2，0 表示不使用该波段。</translation>
    </message>
    <message>
        <source>Bands '{text}' are not understood; write one coarse band number for each fine band, such as 3 4 1 2.</source>
        <translation type="vanished">无法理解波段“{text}”；请为各精细波段写一个粗波段号，例如 3 4 1 2。</translation>
    </message>
    <message>
        <source>Bands '{text}' are not valid; enter one band number of the reference for each of the {bands} bands of the prediction, such as 3 4 1 2, and 0 to skip a band.</source>
        <translation type="vanished">无法理解波段“{text}”；请为预测影像的 {bands} 个波段各写一个参考影像的波段号，例如 3 4 1 2，0 表示不使用该波段。</translation>
    </message>
    <message>
        <source>Bands '{text}' ask for band {band}, but {label} has only {bands}.</source>
        <translation type="vanished">波段“{text}”要求波段 {band}，但 {label} 只有 {bands} 个。</translation>
    </message>
    <message>
        <source>Bands '{text}' ask for band {most}, but {label} has only {bands}.</source>
        <translation type="vanished">波段“{text}”要求波段 {most}，但 {label} 只有 {bands} 个。</translation>
    </message>
    <message>
        <source>Bands '{text}' contain band {most}, but {label} has only {bands} bands; correct the band number.</source>
        <translation type="vanished">波段“{text}”包含波段 {most}，但 {label} 只有 {bands} 个波段；请改正波段号。</translation>
    </message>
    <message>
        <source>Bands '{text}' leave every band out; give at least one band number of the reference.</source>
        <translation type="vanished">波段“{text}”没有留下任何波段；请至少给出一个参考影像的波段号。</translation>
    </message>
    <message>
        <source>Bands '{text}' leave every band out; give at least one coarse band number.</source>
        <translation type="vanished">波段“{text}”没有留下任何波段；请至少给出一个粗波段号。</translation>
    </message>
    <message>
        <source>Bands '{text}' name {count} bands, but {label} has {bands}; write one for each.</source>
        <translation type="vanished">波段“{text}”给出 {count} 个波段，但 {label} 有 {bands} 个；请各写一个。</translation>
    </message>
    <message>
        <source>Bands '{text}' skip every band; enter at least one band number of the reference.</source>
        <translation type="vanished">波段“{text}”没有留下任何波段；请至少给出一个参考影像的波段号。</translation>
    </message>
    <message>
        <source>Bands '{wanted}' ask for {which} band {number}, but the {which} image has {listed}; correct the number.</source>
        <translation type="vanished">波段“{wanted}”要求{which}波段 {number}，但{which}影像有 {listed}；请改正波段号。</translation>
    </message>
    <message>
        <source>Bands '{wanted}' leave every band out; give at least one coarse band number.</source>
        <translation type="vanished">波段“{wanted}”没有留下任何波段；请至少给出一个粗波段号。</translation>
    </message>
    <message>
        <source>Bands '{wanted}' name {count} coarse bands, but the fine image has {wanted_count}; write one for each, 0 for a band to leave out, or pairs such as 2:4 3:1.</source>
        <translation type="vanished">波段“{wanted}”给出 {count} 个粗波段，但精细影像有 {wanted_count} 个；请各写一个，0 表示不使用该波段，或写配对，例如 2:4 3:1。</translation>
    </message>
    <message>
        <source>Bands ask for '{word}', which fine ({fine}) and coarse image ({coarse}) do not both have; choose other bands or the sensors, or state pairs of band numbers, such as 2:4 3:1.</source>
        <translation type="vanished">波段中要求“{word}”，但精细影像（{fine}）与粗影像（{coarse}）并非都有；请选择其他波段或传感器，或给出波段号的配对，例如 2:4 3:1。</translation>
    </message>
    <message>
        <source>Bands ask for band {band}, but {label} has 1 to {bands}.</source>
        <translation type="vanished">波段中要求波段 {band}，但 {label} 的波段为 1 到 {bands}。</translation>
    </message>
    <message>
        <source>Bands have gaps of their own; each is predicted by itself, wherever it has values.</source>
        <translation type="vanished">各波段的缺口不同；每个波段在其有值处单独预测。</translation>
    </message>
    <message>
        <source>Bands of the fine image without a partner, or not wanted: {bands}.</source>
        <translation type="vanished">精细影像中没有对应波段或不需要的波段：{bands}。</translation>
    </message>
    <message>
        <source>Bands of the index '{typed}' are not understood; write the numbers of: {bands}.</source>
        <translation type="vanished">无法理解指数的波段“{typed}”；请写下列波段的波段号：{bands}。</translation>
    </message>
    <message>
        <source>Bands that decide on similarity</source>
        <translation type="vanished">判定相似性的波段</translation>
    </message>
    <message>
        <source>Bands that decide on similarity are '{text}'; write all, or band numbers from 1 to {bands}, such as 1 {bands}.</source>
        <translation type="vanished">判定相似性的波段为“{text}”；请写 all，或 1 到 {bands} 的波段号，例如 1 {bands}。</translation>
    </message>
    <message>
        <source>Bands to compare: a name such as nir, a number, or pairs of fine and coarse band number such as 4:2. Empty: all that match by name, wavelength or order.</source>
        <translation type="vanished">用于比较的波段：波段名（如 nir）、波段号，或精细与粗波段号的配对（如 4:2）。留空：按名称、波长或顺序匹配的全部波段。</translation>
    </message>
    <message>
        <source>Bands to keep, by name and in this order, such as green red nir; or pairs of fine and coarse band number, such as 2:4 3:1; or the coarse band number for each fine band. Empty: all that match.</source>
        <translation type="vanished">要保留的波段：按名称和此顺序，例如 green red nir；或精细与粗波段号的配对，例如 2:4 3:1；或每个精细波段对应的粗波段号。留空：所有匹配的波段。</translation>
    </message>
    <message>
        <source>Bands {bands} mix temperature and reflectance, which have no common unit; prepare them apart, with Bands thermal for the one.</source>
        <translation type="vanished">波段 {bands} 混有温度和反射率，二者没有共同单位；请分开准备，其中之一的波段用 thermal。</translation>
    </message>
    <message>
        <source>Batch size (0 = as the source)</source>
        <translation type="vanished">批大小（0 = 同原文）</translation>
    </message>
    <message>
        <source>Begins with noise and removes it in steps, guided by a fine image of another date and the coarse image of the target date. Several draws estimate the uncertainty.</source>
        <translation type="vanished">从噪声开始，分若干步去除，同时参看另一日期的精细影像和目标日期的粗影像。多次抽样说明其可靠程度。</translation>
    </message>
    <message>
        <source>Begins with noise and removes it in steps; two encoders, one for the images of the pair and one for what is still noisy, tell at each step what the fine image is. Several draws estimate the uncertainty.</source>
        <translation type="vanished">从噪声开始，分若干步去除；两个编码器（一个用于影像对的影像，一个用于尚有噪声的影像）在每一步指示精细影像的样子。多次抽样说明其可靠程度。</translation>
    </message>
    <message>
        <source>Begins with noise and takes it away in some steps, while it looks at a fine image of another date and at the coarse image of the target date. Several draws tell how sure it is.</source>
        <translation type="vanished">从噪声开始，分若干步去除，同时参看另一日期的精细影像和目标日期的粗影像。多次抽样说明其可靠程度。</translation>
    </message>
    <message>
        <source>Begins with noise and takes it away in some steps; two encoders, one for the images of the pair and one for what is still noisy, tell at each step what the fine image is. Several draws tell how sure it is.</source>
        <translation type="vanished">从噪声开始，分若干步去除；两个编码器（一个用于影像对的影像，一个用于尚有噪声的影像）在每一步指示精细影像的样子。多次抽样说明其可靠程度。</translation>
    </message>
    <message>
        <source>Behind these bands, the number of similar pixels for each band.</source>
        <translation type="vanished">这些波段之后是每个波段的相似像元数。</translation>
    </message>
    <message>
        <source>Below it the image is left unshifted, with a warning; 0 always moves it.</source>
        <translation type="vanished">低于该值时影像不移动并给出警告；0 表示总是移动。</translation>
    </message>
    <message>
        <source>Blocks and decoder are wired as in the paper's figure; the insides of the blocks, loss and training are set here. Statistics of the attention belong to a tile: neighbours overlap widely.</source>
        <translation type="vanished">块和解码器的连接依照论文插图；块的内部、损失函数和训练方式由本软件设定。注意力的统计量属于单个瓦片：相邻瓦片大幅重叠。</translation>
    </message>
    <message>
        <source>Blocks and widths follow the paper's figure; the way time enters, schedule and training are set here. One field of noise is drawn for the whole scene, so that tiles agree where they overlap.</source>
        <translation type="vanished">块和宽度依照论文插图；时间的引入方式、噪声调度和训练方式由本软件设定。整个场景只抽取一个噪声场，使瓦片在重叠处一致。</translation>
    </message>
    <message>
        <source>Blocks in each group. The default is that of the source; 10 are a light form.</source>
        <translation type="vanished">每组的块数。默认值同来源；10 为轻量形式。</translation>
    </message>
    <message>
        <source>Blocks of a group</source>
        <translation type="vanished">每组的块数</translation>
    </message>
    <message>
        <source>Blocks of each of the two networks. The default is that of EDSR; fewer are quicker and less able.</source>
        <translation type="vanished">两个网络各自的块数。默认值同 EDSR；越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Blocks of each of the two networks. The default is that of EDSR; smaller values are faster, but reduce the capacity of the network.</source>
        <translation type="vanished">两个网络各自的块数。默认值同 EDSR；越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Both coarse images are to be written to {paths}; give one another name.</source>
        <translation type="vanished">两幅粗影像都要写到 {paths}；请为其中一幅另取名称。</translation>
    </message>
    <message>
        <source>Both predictions are weighted by the inverse of the mean coarse change of the scene. Where the changes differ by more than this, the pair with the smaller one alone is used. Half of the range that values are brought to is 1.</source>
        <translation type="vanished">两个预测按场景平均粗变化的倒数加权。变化之差大于此值处只用变化较小的影像对。数值映射范围的一半为 1。</translation>
    </message>
    <message>
        <source>Both predictions are weighted by the inverse of the mean coarse change of the scene. Where the changes differ by more than this, the pair with the smaller one alone is used. The range that values are brought to is 1.</source>
        <translation type="vanished">两个预测按场景平均粗变化的倒数加权。变化之差大于此值处只用变化较小的影像对。数值映射的范围为 1。</translation>
    </message>
    <message>
        <source>CP (coarse image)</source>
        <translation type="vanished">CP（粗影像）</translation>
    </message>
    <message>
        <source>CSV file with a row for each band and one for all of them.</source>
        <translation type="vanished">CSV 文件，每个波段一行，所有波段合计一行。</translation>
    </message>
    <message>
        <source>CSV file with a row for each method, date and band, and one for all of them.</source>
        <translation type="vanished">CSV 文件，每个方法、日期和波段一行，总体一行。</translation>
    </message>
    <message>
        <source>CUDA devices</source>
        <translation type="vanished">CUDA 设备</translation>
    </message>
    <message>
        <source>Cancelled after {count} epochs; the best weights so far are in {weights}, and {state} is there to go on from.</source>
        <translation type="vanished">训练 {count} 轮后取消；目前最好的权重在 {weights} 中，{state} 可用于继续训练。</translation>
    </message>
    <message>
        <source>Candidates must pass</source>
        <translation type="vanished">候选像元须通过</translation>
    </message>
    <message>
        <source>Change of land cover</source>
        <translation type="vanished">土地覆盖变化</translation>
    </message>
    <message>
        <source>Channels in which the network decides how much each feature counts. The default is as published.</source>
        <translation type="vanished">网络在其中决定各特征权重的通道数。默认值同来源。</translation>
    </message>
    <message>
        <source>Channels in which the network decides how much each feature counts. The default is that of the source.</source>
        <translation type="vanished">网络在其中决定各特征权重的通道数。默认值同来源。</translation>
    </message>
    <message>
        <source>Channels of the features; those of each band have half of them. The default is that of the source. Fewer are quicker, need less memory and are less able.</source>
        <translation type="vanished">特征的通道数；各波段特征的通道数为其一半。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels of the first layer of each stream; the second has half of them. The default is that of the source.</source>
        <translation type="vanished">每个分支第一层的通道数；第二层为其一半。默认值同来源。</translation>
    </message>
    <message>
        <source>Channels of the first layers; the others grow with it. The default is that of the source. Fewer are quicker, need less memory and are less able.</source>
        <translation type="vanished">前几层的通道数；其他层随之增加。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels of the first layers; the others have twice and four times as many. The default is that of the source. Fewer are quicker, need less memory and are less able.</source>
        <translation type="vanished">前几层的通道数；其他层为其两倍和四倍。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels of the first level, a multiple of 16; they double at each level. The default is that of the source. Fewer are quicker, need less memory and are less able.</source>
        <translation type="vanished">第一层级的通道数，须为 16 的倍数；每一层级加倍。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels of the first level, a multiple of 32; the others have two to four times as many. The default is that of the source. Fewer are quicker, need less memory and are less able.</source>
        <translation type="vanished">第一层级的通道数，须为 32 的倍数；其他层级为其两到四倍。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels of the first level, a multiple of 8. The default is that of the source. Fewer are quicker, need less memory and are less able.</source>
        <translation type="vanished">第一层级的通道数，须为 8 的倍数。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels of the first level, a multiple of 8; the last has four times as many. The default is that of the source. Fewer are quicker, need less memory and are less able.</source>
        <translation type="vanished">第一层级的通道数，须为 8 的倍数；最后一层为其四倍。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels of the first level, a multiple of twice the window; they double at each level. The default is that of the source. Fewer are quicker, need less memory and are less able.</source>
        <translation type="vanished">第一层级的通道数，须为窗口两倍的整数倍；每一层级加倍。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels of the layers, a multiple of 8. The default is that of the source. Fewer are quicker, need less memory and are less able.</source>
        <translation type="vanished">各层的通道数，须为 8 的倍数。默认值同来源。越少越快、内存越省，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels that each module adds, and that each entry convolution has. The default is that of the source. Fewer are quicker and less able.</source>
        <translation type="vanished">每个模块增加的通道数，也是每个入口卷积的通道数。默认值同来源。越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Channels within each module. The default is that of the source. Fewer are quicker and less able.</source>
        <translation type="vanished">每个模块内的通道数。默认值同来源。越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Check environment and install packages</source>
        <translation type="vanished">检查环境并安装软件包</translation>
    </message>
    <message>
        <source>Checking parts</source>
        <translation type="vanished">检查各部分</translation>
    </message>
    <message>
        <source>Choice of pairs</source>
        <translation type="vanished">影像对的选择</translation>
    </message>
    <message>
        <source>Choice of samples</source>
        <translation type="vanished">样本的选择</translation>
    </message>
    <message>
        <source>Choose another when: {}</source>
        <translation type="vanished">不适用情形：{}</translation>
    </message>
    <message>
        <source>Choose at least one.</source>
        <translation type="vanished">请至少选择一个。</translation>
    </message>
    <message>
        <source>Choose it when: {}</source>
        <translation type="vanished">适用情形：{}</translation>
    </message>
    <message>
        <source>Class field: '{}' has no field {}; choose one of its fields.</source>
        <translation type="vanished">类别字段：“{}”没有字段 {}；请选择它的某个字段。</translation>
    </message>
    <message>
        <source>Class map: '{}' cannot be opened; choose a raster or a layer of polygons.</source>
        <translation type="vanished">分类图：“{}”无法打开；请选择栅格或多边形图层。</translation>
    </message>
    <message>
        <source>Class map: '{}' has no polygons; choose a raster or a layer of polygons.</source>
        <translation type="vanished">分类图：“{}”没有多边形；请选择栅格或多边形图层。</translation>
    </message>
    <message>
        <source>Classes and their shares</source>
        <translation type="vanished">类别及其比例</translation>
    </message>
    <message>
        <source>Classes, spline and limits belong to the whole scene and not to blocks. Sizes that are no multiple of the ratio, missing pixels and one-band images are handled; relative differences are taken of at least 0.01 reflectance, where the program divides by values near zero over water. Large scenes use splines of 24 x 24 coarse pixels that share a border of four.</source>
        <translation type="vanished">类别、样条和限值属于整个场景而不是分块。可处理大小不是像元比整数倍的影像、缺失像元和单波段影像；相对差异至少按 0.01 反射率计算，而程序在水面上会除以接近零的值。大场景采用 24 x 24 个粗像元、共享四个像元边界的样条。</translation>
    </message>
    <message>
        <source>Classification of the fine image if no class map is given: isodata determines the number of classes between the limits below; k-means uses the maximum.</source>
        <translation type="vanished">没有分类图时如何对精细影像分类：isodata 在下面的限值之间自行确定类别数；k-means 取最大值。</translation>
    </message>
    <message>
        <source>Clips, matches bands, scales and masks a fine and a coarse image, so that they can be fused.</source>
        <translation type="vanished">对精细影像和粗影像做裁剪、波段匹配、比例换算和掩膜，使其可以融合。</translation>
    </message>
    <message>
        <source>Coarse bands beside these: {bands}.</source>
        <translation type="vanished">此外读取的粗波段：{bands}。</translation>
    </message>
    <message>
        <source>Coarse change and fine image are read on four scales; large convolution kernels, made of cheap ones, find what belongs together far apart, and all scales are joined from the coarsest to the finest.</source>
        <translation type="vanished">在四个尺度上读取粗变化和精细影像；由廉价卷积组成的大卷积核寻找相距较远的相关之处，各尺度由最粗到最细逐级结合。</translation>
    </message>
    <message>
        <source>Coarse grid: its own, {ratio} fine pixels in a coarse one.</source>
        <translation type="vanished">粗格网：其自身格网，一个粗像元内 {ratio} 个精细像元。</translation>
    </message>
    <message>
        <source>Coarse grid: {rows} x {cols} pixels of {ratio} fine ones, laid from the fine image's corner (a coarse pixel is {pixel_ratio:.2f} fine pixels wide).</source>
        <translation type="vanished">粗格网：{rows} x {cols} 个像元，每个含 {ratio} 个精细像元，从精细影像的角点起（一个粗像元宽 {pixel_ratio:.2f} 个精细像元）。</translation>
    </message>
    <message>
        <source>Coarse image (MODIS, Sentinel-3, ...) of the same date as fine image {}. Any grid, CRS and extent; it is aligned with the fine grid.</source>
        <translation type="vanished">与精细影像 {} 同一天的粗影像（MODIS、Sentinel-3 等）。格网、坐标系和范围不限；将转换到精细格网。</translation>
    </message>
    <message>
        <source>Coarse image (MODIS, Sentinel-3, ...) of the same date.</source>
        <translation type="vanished">同一天的粗影像（MODIS、Sentinel-3 等）。</translation>
    </message>
    <message>
        <source>Coarse image (MODIS, Sentinel-3, ...) of the same day as fine image {}. Any grid, CRS and extent; it is brought onto the fine grid.</source>
        <translation type="vanished">与精细影像 {} 同一天的粗影像（MODIS、Sentinel-3 等）。格网、坐标系和范围不限；将转换到精细格网。</translation>
    </message>
    <message>
        <source>Coarse image (MODIS, Sentinel-3, ...) of the same day.</source>
        <translation type="vanished">同一天的粗影像（MODIS、Sentinel-3 等）。</translation>
    </message>
    <message>
        <source>Coarse image at most so far from a date (days)</source>
        <translation type="vanished">粗影像与日期的最大间隔（天）</translation>
    </message>
    <message>
        <source>Coarse image of a day that is to be predicted.</source>
        <translation type="vanished">要预测的那一天的粗影像。</translation>
    </message>
    <message>
        <source>Coarse image of the day for which the fine image is wanted.</source>
        <translation type="vanished">需要预测精细影像那一天的粗影像。</translation>
    </message>
    <message>
        <source>Coarse image of the day that is to be predicted.</source>
        <translation type="vanished">要预测的那一天的粗影像。</translation>
    </message>
    <message>
        <source>Coarse image of the same date as the second fine image.</source>
        <translation type="vanished">与第二幅精细影像同一天的粗影像。</translation>
    </message>
    <message>
        <source>Coarse image of the same day as the second fine image.</source>
        <translation type="vanished">与第二幅精细影像同一天的粗影像。</translation>
    </message>
    <message>
        <source>Coarse image of the target date, for the diagram</source>
        <translation type="vanished">目标日期的粗影像（用于评价图）</translation>
    </message>
    <message>
        <source>Coarse image: {rows} x {cols} pixels of {ratio} fine ones; {text}.</source>
        <translation type="vanished">粗影像：{rows} x {cols} 个像元，每个含 {ratio} 个精细像元；{text}。</translation>
    </message>
    <message>
        <source>Coarse images are brought to the fine grid once for the whole scene, and not in each tile, which shifted them towards its edges. The feature loss uses an auto-encoder that is trained first; the authors' loader could leave it random. With several pairs the network is trained on one reference at a time.</source>
        <translation type="vanished">粗影像对整个场景一次性转换到精细格网，而不是在每个图块中转换，后者会使其向边缘移位。特征损失使用先行训练的自编码器；作者的加载程序可能使其保持随机。有多个影像对时，网络每次在一个参考上训练。</translation>
    </message>
    <message>
        <source>Coarse images are smoothed by block means instead of every sixteenth pixel, which shifts them, and in validation too. Statistics of features belong to a tile: neighbours overlap widely.</source>
        <translation type="vanished">粗影像用块平均平滑，而不是每隔十六个像元取一个（那会使其移位），验证时也是如此。特征的统计量属于图块：相邻图块重叠很宽。</translation>
    </message>
    <message>
        <source>Coarse images are so blurred that nothing in them tells where fine detail lies; then a network that sees the fine image of a pair, such as StfNet or EDCSTFN, is better.</source>
        <translation type="vanished">粗影像过于模糊，其中没有细节位置的线索时；此时能看到影像对精细影像的网络（如 StfNet 或 EDCSTFN）更好。</translation>
    </message>
    <message>
        <source>Coarse images are too blurred to locate fine detail; then a network that uses the fine image of a pair, such as StfNet or EDCSTFN, is better.</source>
        <translation type="vanished">粗影像过于模糊，其中没有细节位置的线索时；此时能看到影像对精细影像的网络（如 StfNet 或 EDCSTFN）更好。</translation>
    </message>
    <message>
        <source>Coarse images of further target dates</source>
        <translation type="vanished">其他目标日期的粗影像</translation>
    </message>
    <message>
        <source>Coarse images of pairs and of dates to predict. Leave empty if they are in a folder.</source>
        <translation type="vanished">影像对和待预测日期的粗影像。若在文件夹中则留空。</translation>
    </message>
    <message>
        <source>Coarse images of the further pairs, in any order; dates are read from layers, tags or file names.</source>
        <translation type="vanished">更多影像对的粗影像，顺序不限；日期从图层、标签或文件名读取。</translation>
    </message>
    <message>
        <source>Coarse images of the same dates, beside those of the folder or instead of it.</source>
        <translation type="vanished">相同日期的粗影像，补充或代替文件夹中的影像。</translation>
    </message>
    <message>
        <source>Coarse pixels are large: it sees coarse changes and no fine image, so that it cannot place detail by itself; StfNet sees both.</source>
        <translation type="vanished">粗像元很大：它看到粗变化而看不到精细影像，因此无法自行定位细节；StfNet 两者都看。</translation>
    </message>
    <message>
        <source>Coarse pixels hidden by the quality layer (percent)</source>
        <translation type="vanished">质量图层隐藏的粗像元（百分比）</translation>
    </message>
    <message>
        <source>Combination</source>
        <translation type="vanished">合并方式</translation>
    </message>
    <message>
        <source>Combine</source>
        <translation type="vanished">合并方式</translation>
    </message>
    <message>
        <source>Command that installs them</source>
        <translation type="vanished">安装它们的命令</translation>
    </message>
    <message>
        <source>Common: the area that both images cover. Fine: all of the fine image.</source>
        <translation type="vanished">Common：两幅影像的公共范围。Fine：整幅精细影像。</translation>
    </message>
    <message>
        <source>Compared are: the pixels that are valid in both images and not masked, on the grid of the prediction. A reference on another grid is resampled to it, with a warning.</source>
        <translation type="vanished">比较范围：两幅影像中均有效且未被掩膜的像元，在预测影像的格网上比较。格网不同的参考影像会重采样到该格网并给出警告。</translation>
    </message>
    <message>
        <source>Compared with {reference}: RMSE {rmse} ({unit}), r {r}, SSIM {ssim}; bands, of which this is the mean: {bands}.</source>
        <translation type="vanished">与 {reference} 比较：RMSE {rmse}（{unit}），r {r}，SSIM {ssim}；为 {bands} 个波段的平均。</translation>
    </message>
    <message>
        <source>Compared: {count} patches of the scene, bands {names}, {ratio:.2f} fine pixels in a coarse one.</source>
        <translation type="vanished">已比较：场景的 {count} 个图块，波段 {names}，一个粗像元内 {ratio:.2f} 个精细像元。</translation>
    </message>
    <message>
        <source>Compares a predicted image with the one that was observed on its day: RMSE, MAE, bias, correlation, R2, SSIM, PSNR, UIQI, SAM and ERGAS, and the agreement of edges and texture (Zhu et al. 2022), for each band and as the mean of all.</source>
        <translation type="vanished">把预测影像与同一天的观测影像比较：RMSE、MAE、偏差、相关系数、R2、SSIM、PSNR、UIQI、SAM 和 ERGAS，以及边缘与纹理的一致性（Zhu 等 2022），逐波段给出，并给出所有波段的平均。</translation>
    </message>
    <message>
        <source>Compares a prediction with a reference: measures of accuracy, an error map and a report.</source>
        <translation type="vanished">把预测影像与参考影像比较：精度指标、误差图和报告。</translation>
    </message>
    <message>
        <source>Compiled in {seconds:.1f} s; the next run does not need this time.</source>
        <translation type="vanished">编译用时 {seconds:.1f} 秒；下次运行无需此时间。</translation>
    </message>
    <message>
        <source>Compiled kernels cannot be kept in {folder} ({cause}), so they are compiled in every session. Free space there or delete that folder, or name another with the variable STFUSION_CACHE.</source>
        <translation type="vanished">编译好的内核无法保存在 {folder}（{cause}），因此每次启动都要重新编译。请腾出空间或删除该文件夹，或用变量 STFUSION_CACHE 指定另一个。</translation>
    </message>
    <message>
        <source>Confidence: correlation at the shift, times the share of the scene's parts whose own best shift agrees within a quarter of a coarse pixel. Below the least confidence the image is written as it is, with a warning.</source>
        <translation type="vanished">置信度：该偏移处的相关系数，乘以自身最佳偏移与之相差不到四分之一粗像元的分区所占比例。低于最低置信度时影像原样写出并给出警告。</translation>
    </message>
    <message>
        <source>Confidence: correlation at the shift, times the share of the scene's parts whose own best shift agrees within a quarter of a coarse pixel. Below the minimum confidence the image is written as it is, with a warning.</source>
        <translation type="vanished">置信度：该偏移处的相关系数，乘以自身最佳偏移与之相差不到四分之一粗像元的分区所占比例。低于最低置信度时影像原样写出并给出警告。</translation>
    </message>
    <message>
        <source>Controls how strictly pixels must match to count as similar: by a maximum of two standard deviations of the image divided by this number. More classes keep more detail, fewer smooth more.</source>
        <translation type="vanished">区分地物的精细程度：像元之差不超过影像标准差的两倍除以此数时为相似。类别越多保留的细节越多，越少越平滑。</translation>
    </message>
    <message>
        <source>Controls how strictly pixels must match to count as similar: they differ on both dates by less than two standard deviations of the image divided by this number.</source>
        <translation type="vanished">区分地物的精细程度：像元在两个日期上之差都小于影像标准差的两倍除以此数时为相似。</translation>
    </message>
    <message>
        <source>Convolutional networks</source>
        <translation type="vanished">卷积网络</translation>
    </message>
    <message>
        <source>Copy where a difference is zero</source>
        <translation type="vanished">差异为零处直接复制</translation>
    </message>
    <message>
        <source>Correlation is the more accurate; phase the quicker, and less disturbed by gradual changes.</source>
        <translation type="vanished">correlation 更准确；phase 更快，且较少受渐变的影响。</translation>
    </message>
    <message>
        <source>Curves of the loss and of the validation error over the epochs</source>
        <translation type="vanished">损失与验证误差随训练轮数的曲线</translation>
    </message>
    <message>
        <source>Curves of the loss over the epochs</source>
        <translation type="vanished">损失随训练轮数的曲线</translation>
    </message>
    <message>
        <source>Dates '{dates}' are not understood; write coarse, fine, both, or dates such as 2015-07-12 2015-07-28.</source>
        <translation type="vanished">无法理解日期“{dates}”；请写 coarse、fine、both，或日期，例如 2015-07-12 2015-07-28。</translation>
    </message>
    <message>
        <source>Dates held out</source>
        <translation type="vanished">留出的日期</translation>
    </message>
    <message>
        <source>Dates that take no part in training or validation and are predicted at the end; their errors are in the report.</source>
        <translation type="vanished">不参与训练和验证、最后进行预测的日期；其误差列于报告中。</translation>
    </message>
    <message>
        <source>Deformable convolutions find the change between the coarse images on three scales, and a decoder applies it to the fine one. While training, a teacher that sees the change between the fine images tells how it should look.</source>
        <translation type="vanished">可变形卷积在三个尺度上求粗影像之间的变化，解码器把它应用于精细影像。训练时，能看到精细影像之间变化的教师指示变化应有的样子。</translation>
    </message>
    <message>
        <source>Delineates field parcels: one branch uses a very fine image, the other a series of coarser images, in which crops separate neighbouring fields that are similar on one date. Attention joins both at five levels.</source>
        <translation type="vanished">寻找农田地块：一个分支查看一幅极高分辨率影像，另一分支查看较粗影像序列，其作物变化可区分某一天看似相同的相邻农田。两者在五个层级上由注意力机制结合。</translation>
    </message>
    <message>
        <source>Density of pixels over reference and prediction{limited}; the dashed line is 1:1. The axes leave out 0.1 % at each end.</source>
        <translation type="vanished">像元在参考值与预测值上的密度{limited}；虚线为 1:1。坐标轴两端各略去 0.1 %。</translation>
    </message>
    <message>
        <source>Dictionary atoms</source>
        <translation type="vanished">字典原子数</translation>
    </message>
    <message>
        <source>Distance constant</source>
        <translation type="vanished">距离常数</translation>
    </message>
    <message>
        <source>Drawn fields are missing; this network learns from them: choose polygons, or a raster of labels.</source>
        <translation type="vanished">缺少已勾绘的农田；此网络从中学习：请选择多边形或标签栅格。</translation>
    </message>
    <message>
        <source>Drawn fields: '{}' has no polygons; choose polygons, or a raster.</source>
        <translation type="vanished">已勾绘的农田：“{}”没有多边形；请选择多边形或栅格。</translation>
    </message>
    <message>
        <source>Draws</source>
        <translation type="vanished">抽样次数</translation>
    </message>
    <message>
        <source>Draws fine atoms towards the coarse change itself (two pairs) or no detail (one pair), the more the fewer samples speak for them. 0 trusts the samples.</source>
        <translation type="vanished">把精细原子拉向粗变化本身（两对）或无细节（一对），支持它们的样本越少拉得越多。0 完全相信样本。</translation>
    </message>
    <message>
        <source>Each band of the coarse and the fine image tells the other where to look; dense residual blocks with attention refine what they found, and a map made of the coarse change weights both dates.</source>
        <translation type="vanished">粗影像与精细影像的每个波段互相指示该看何处；带注意力的稠密残差块加以细化，由粗变化得到的图对两个日期加权。</translation>
    </message>
    <message>
        <source>Each pixel is predicted by itself, from the patch around it in the images of the pair and of the target date, by a dense network with attention.</source>
        <translation type="vanished">每个像元由其周围在影像对和目标日期影像中的图块，经带注意力的稠密网络单独预测。</translation>
    </message>
    <message>
        <source>Edge of the blocks in which a scene is worked on. Smaller blocks take less memory; the result is the same.</source>
        <translation type="vanished">处理场景时的分块边长。分块越小占用内存越少；结果相同。</translation>
    </message>
    <message>
        <source>Edge of the blocks in which images are compared; the numbers are the same for every size.</source>
        <translation type="vanished">比较影像时的分块边长；任何大小得到的数值都相同。</translation>
    </message>
    <message>
        <source>Edge of the blocks in which the scene is worked on. Smaller blocks take less memory; the result is the same.</source>
        <translation type="vanished">处理场景时的分块边长。分块越小占用内存越少；结果相同。</translation>
    </message>
    <message>
        <source>Edge of the patches that the network is built for, a multiple of 4; it is its tile size, too. The default is that of the source. The number of parameters grows with its fourth power.</source>
        <translation type="vanished">网络所针对的图块边长，须为 4 的倍数；它也是预测图块的大小。默认值同来源。参数数目随其四次方增长。</translation>
    </message>
    <message>
        <source>Edge of the square around a pixel that it is predicted from, a multiple of 16. 0 takes that of the source: 48, or 64 for the form of 2020. Smaller is much quicker.</source>
        <translation type="vanished">预测一个像元所用的周围方块边长，须为 16 的倍数。0 取来源的值：48，形式 2020 为 64。越小快得越多。</translation>
    </message>
    <message>
        <source>Edge of the square in which similar pixels are looked for, and in which a pixel's surroundings count as homogeneous or not. The authors take 41 for Landsat and MODIS.</source>
        <translation type="vanished">寻找相似像元并判断像元周围是否均质的方形窗口边长。作者对 Landsat 和 MODIS 取 41。</translation>
    </message>
    <message>
        <source>Edge of the square in which similar pixels are looked for. The authors' program takes 41 for Landsat and MODIS, the paper 30 for Sentinel-2 and Sentinel-3.</source>
        <translation type="vanished">寻找相似像元的方形窗口边长。作者的程序对 Landsat 和 MODIS 取 41，论文对 Sentinel-2 和 Sentinel-3 取 30。</translation>
    </message>
    <message>
        <source>Edge of the square in which similar pixels are looked for. The paper takes about three coarse pixels, which is 51 for Landsat and MODIS. Larger windows are slower by their area and smooth more.</source>
        <translation type="vanished">寻找相似像元的方形窗口边长。论文取约三个粗像元，对 Landsat 和 MODIS 为 51。窗口越大，用时随面积增加，平滑也越强。</translation>
    </message>
    <message>
        <source>Edge of the square in which similar pixels are looked for; about three coarse pixels. Larger windows are slower by their area.</source>
        <translation type="vanished">寻找相似像元的方形窗口边长；约三个粗像元。窗口越大，用时随面积增加。</translation>
    </message>
    <message>
        <source>Edge of the square patches that are coded. Larger ones hold more structure, and need more samples to learn it.</source>
        <translation type="vanished">被编码的方形图块边长。越大包含的结构越多，学习所需的样本也越多。</translation>
    </message>
    <message>
        <source>Edge of the squares that are computed at once; neighbours overlap and are blended. Larger ones need more memory.</source>
        <translation type="vanished">一次计算的方块边长；相邻方块重叠并融合。越大所需内存越多。</translation>
    </message>
    <message>
        <source>Edge of the squares that are cut out for training. 0 takes that of its source, or what the scene has room for.</source>
        <translation type="vanished">为训练裁取的方块边长。0 取其来源所用的值，或场景容得下的值。</translation>
    </message>
    <message>
        <source>Edge of the squares that are cut out. Larger ones need more memory and show more context.</source>
        <translation type="vanished">裁取的方块边长。越大需要的内存越多，包含的上下文也越多。</translation>
    </message>
    <message>
        <source>Edge of the squares that are predicted at once; neighbours overlap and are blended. 0 takes that of its source, and for HPLTS-GAN, MLFF-GAN and SDCS, which take statistics of whole squares, at most that of the patches that they learnt from. Larger tiles are a little faster and need more memory.</source>
        <translation type="vanished">一次预测的方块边长；相邻方块重叠并融合。0 取其来源所用的值；对使用整个方块统计量的 HPLTS-GAN、MLFF-GAN 和 SDCS，至多取其学习所用样块的边长。越大略快，需要的内存也越多。</translation>
    </message>
    <message>
        <source>Edge of the squares that are predicted at once; neighbours overlap and are blended. 0 takes that of its source. Larger tiles are a little faster and need more memory.</source>
        <translation type="vanished">一次预测的方块边长；相邻方块重叠并融合。0 取其来源所用的值。越大略快，需要的内存也越多。</translation>
    </message>
    <message>
        <source>Edge of the windows in which features attend to each other. Tiles and patches are multiples of 16 times this: 8, as in the source, asks for 128 pixels, 4 for 64.</source>
        <translation type="vanished">特征互相关注的窗口边长。图块为其 16 倍的整数倍：来源所用的 8 需要 128 像元，4 需要 64 像元。</translation>
    </message>
    <message>
        <source>Edge of the windows in which features attend to each other. Tiles and patches are multiples of 32 times this: 8, as in the source, asks for 256 pixels, 4 for 128.</source>
        <translation type="vanished">特征互相关注的窗口边长。图块为其 32 倍的整数倍：来源所用的 8 需要 256 像元，4 需要 128 像元。</translation>
    </message>
    <message>
        <source>Empty takes all that the pairs allow, and networks only if Options of the methods gives them weights: without, they are trained on the scene first, which takes minutes each.</source>
        <translation type="vanished">留空则采用像对允许的全部方法；网络仅在“各方法的选项”中给出权重时才参与：没有权重时它们要先在该场景上训练，每个需要数分钟。</translation>
    </message>
    <message>
        <source>Empty takes all that the pairs allow.</source>
        <translation type="vanished">留空则采用影像对允许的全部方法。</translation>
    </message>
    <message>
        <source>Empty: that of the fine image, whose pixels then stay as they are.</source>
        <translation type="vanished">留空：采用精细影像的坐标系，其像元保持不变。</translation>
    </message>
    <message>
        <source>Empty: that of the layer, its tags or its file name.</source>
        <translation type="vanished">留空：取图层、标签或文件名中的日期。</translation>
    </message>
    <message>
        <source>Empty: the layer's own date, or that in its tags or file name.</source>
        <translation type="vanished">留空：取图层自身的日期，或标签、文件名中的日期。</translation>
    </message>
    <message>
        <source>Ends a stage when the validation has not become better for so many epochs.</source>
        <translation type="vanished">验证误差在这么多轮内没有改善时结束该阶段。</translation>
    </message>
    <message>
        <source>Ends the training after this time with the epoch that is under way. The stages of a network share it.</source>
        <translation type="vanished">超过这一时间后，在当前一轮结束时停止训练。网络的各阶段共用这一时间。</translation>
    </message>
    <message>
        <source>Epochs (0 = as the source)</source>
        <translation type="vanished">训练轮数（0 = 同原文）</translation>
    </message>
    <message>
        <source>Errors on the {known}, and weights: {bands}.</source>
        <translation type="vanished">{known}上的误差和权重：{bands}。</translation>
    </message>
    <message>
        <source>Errors{limited}; the dashed line is the bias. The axes reach to the 99.9th percentile of their size.</source>
        <translation type="vanished">误差{limited}；虚线为偏差。坐标轴到误差绝对值的第 99.9 百分位数。</translation>
    </message>
    <message>
        <source>Estimating the shift</source>
        <translation type="vanished">求偏移</translation>
    </message>
    <message>
        <source>Every date wanted has a fine image and is to be skipped; choose other dates, or fill gaps.</source>
        <translation type="vanished">所有要求的日期都已有精细影像并将跳过；请选择其他日期，或选择填补缺失。</translation>
    </message>
    <message>
        <source>Every method failed. {error}</source>
        <translation type="vanished">所有方法都失败了。{error}</translation>
    </message>
    <message>
        <source>Every number gives other noise; the same number always the same.</source>
        <translation type="vanished">不同的数给出不同的噪声；相同的数总是给出相同的噪声。</translation>
    </message>
    <message>
        <source>Every number is another landscape; the same number always gives the same one.</source>
        <translation type="vanished">每个数对应一个不同的景观；相同的数总是给出相同的景观。</translation>
    </message>
    <message>
        <source>F0 (fine image unchanged)</source>
        <translation type="vanished">F0（精细影像不变）</translation>
    </message>
    <message>
        <source>FOLDER is missing; say where the sample rasters are to be written.</source>
        <translation type="vanished">缺少 FOLDER；请指定示例栅格的写出位置。</translation>
    </message>
    <message>
        <source>Factor from stored values to reflectance or kelvin, with an offset if there is one, such as 0.0000275-0.2; two, separated by a space, for fine and coarse. Auto: from the file, the sensor, or the values.</source>
        <translation type="vanished">存储值换算为反射率或开尔文的系数，可带偏置，例如 0.0000275-0.2；以空格分隔的两个分别用于精细与粗影像。auto：由文件、传感器或数值得出。</translation>
    </message>
    <message>
        <source>Factor from stored values to reflectance or kelvin, with an offset if there is one; says how large noise and offset are in stored values. Auto finds it.</source>
        <translation type="vanished">存储值换算为反射率或开尔文的系数，可带偏置；它说明噪声和偏置在存储值中有多大。auto 自动得出。</translation>
    </message>
    <message>
        <source>Farthest pair (days from the date, 0 = any)</source>
        <translation type="vanished">最远的影像对（距该日期的天数，0 = 不限）</translation>
    </message>
    <message>
        <source>Features of a fine image of any date are given the statistics of the coarse image's features, which takes their date from them; while training, predictions from two references must agree.</source>
        <translation type="vanished">给任一日期精细影像的特征赋予粗影像特征的统计量，从而取得粗影像的日期；训练时由两个参考得到的预测须一致。</translation>
    </message>
    <message>
        <source>Features of a pixel. The default is as published. Smaller values are faster, but reduce the capacity of the network.</source>
        <translation type="vanished">像元的特征数。默认值同来源。越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Features of a pixel. The default is that of the source. Fewer are quicker and are less able.</source>
        <translation type="vanished">像元的特征数。默认值同来源。越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Features of five levels: where the coarse image changed, those of the coarse image count, elsewhere those of the fine one, brought to the new colours. A discriminator judges overlapping patches.</source>
        <translation type="vanished">五个层级的特征：粗影像发生变化处取粗影像的特征，其他地方取调整到新色彩的精细影像特征。判别器评判重叠的图块。</translation>
    </message>
    <message>
        <source>Features of the coarse change are exchanged between the most similar places of the image, and joined with those of the fine image on four scales, weighed by channel and by place.</source>
        <translation type="vanished">粗变化的特征在影像中最相似的位置之间交换，并在四个尺度上与精细影像的特征结合，按通道和位置加权。</translation>
    </message>
    <message>
        <source>Features of the fine image, minus those of the coarse image of its date, plus those of the coarse image of the target date, are decoded to the fine image. Coarse images are taken on their own grid; each band has a network of its own.</source>
        <translation type="vanished">精细影像的特征减去同日期粗影像的特征，再加上目标日期粗影像的特征，解码为精细影像。粗影像保持自身格网；每个波段有自己的网络。</translation>
    </message>
    <message>
        <source>Fewest classes</source>
        <translation type="vanished">最少类别数</translation>
    </message>
    <message>
        <source>Fewest classes is {least_classes} and most classes is {most_classes}; the fewest cannot be more than the most.</source>
        <translation type="vanished">最少类别数为 {least_classes}，最多类别数为 {most_classes}；最少不能大于最多。</translation>
    </message>
    <message>
        <source>Field extent, if all were field</source>
        <translation type="vanished">农田范围（若全为农田）</translation>
    </message>
    <message>
        <source>Field of the polygons that holds the class; without one each polygon is a class of its own.</source>
        <translation type="vanished">多边形中存放类别的字段；没有时每个多边形自成一类。</translation>
    </message>
    <message>
        <source>Fields of fewer pixels get no polygon.</source>
        <translation type="vanished">像元更少的农田不生成多边形。</translation>
    </message>
    <message>
        <source>File ending in .resume.safetensors of an earlier training of the same network on the same images: resumes exactly where it stopped. To continue a finished training, increase the number of epochs.</source>
        <translation type="vanished">同一网络在相同影像上以前训练得到的、以 .resume.safetensors 结尾的文件：如同从未中断一样继续。若要继续训练已完成的网络，请给出更多轮数。</translation>
    </message>
    <message>
        <source>File for the weights trained on this scene, to use them again. Ignored if weights are given.</source>
        <translation type="vanished">从本场景学到的权重的写出位置，以便再次使用。给出权重时不用。</translation>
    </message>
    <message>
        <source>File of weights that Train network has written for dstfnet and these bands.</source>
        <translation type="vanished">“训练网络”为 dstfnet 和这些波段写出的权重文件。</translation>
    </message>
    <message>
        <source>File of weights that Train network has written for this network and these bands. Empty: the network first learns from the pairs of this scene, which needs at least two of them.</source>
        <translation type="vanished">“训练网络”为本网络和这些波段写出的权重文件。留空：网络先从本场景的影像对学习，至少需要两对。</translation>
    </message>
    <message>
        <source>File that Train network has written for this network and these bands.</source>
        <translation type="vanished">“训练网络”为此网络和这些波段写出的文件。</translation>
    </message>
    <message>
        <source>Files in the folder of coarse images that are masks; leave empty for none.</source>
        <translation type="vanished">粗影像文件夹中哪些文件是掩膜；留空表示没有。</translation>
    </message>
    <message>
        <source>Files in the folder of fine images that are masks, such as *_mask_*.tif; leave empty for none.</source>
        <translation type="vanished">精细影像文件夹中哪些文件是掩膜，例如 *_mask_*.tif；留空表示没有。</translation>
    </message>
    <message>
        <source>Files of the folder that are coarse images, such as MOD09*.tif.</source>
        <translation type="vanished">文件夹中哪些文件是粗影像，例如 MOD09*.tif。</translation>
    </message>
    <message>
        <source>Files of the folder that are fine images, such as fine_*.tif; **/*.tif includes subfolders.</source>
        <translation type="vanished">文件夹中哪些文件是精细影像，例如 fine_*.tif;**/*.tif 也查找子文件夹。</translation>
    </message>
    <message>
        <source>Finding ranges</source>
        <translation type="vanished">求值的范围</translation>
    </message>
    <message>
        <source>Finds field parcels: one branch looks at a very fine image, the other at a series of coarser ones, whose crops tell neighbouring fields apart that look alike on one day. Both are joined by attention at five levels.</source>
        <translation type="vanished">寻找农田地块：一个分支查看一幅极高分辨率影像，另一分支查看较粗影像序列，其作物变化可区分某一天看似相同的相邻农田。两者在五个层级上由注意力机制结合。</translation>
    </message>
    <message>
        <source>Finds the shift of a coarse image against a fine one to a part of a fine pixel, and takes it away.</source>
        <translation type="vanished">以精细像元的几分之一的精度求出粗影像相对精细影像的偏移，并将其消除。</translation>
    </message>
    <message>
        <source>Fine detail matters more than radiometry, since the filter smooths: STARFM keeps more. Land cover that changes in parts of a coarse pixel is the task of FSDAF.</source>
        <translation type="vanished">细节比辐射特性更重要时，因为滤波会平滑：STARFM 保留得更多。粗像元内部分区域的土地覆盖变化应由 FSDAF 处理。</translation>
    </message>
    <message>
        <source>Fine image (Landsat, Sentinel-2, ...) of a day with both sensors.</source>
        <translation type="vanished">两种传感器都有观测那一天的精细影像（Landsat、Sentinel-2 等）。</translation>
    </message>
    <message>
        <source>Fine image (Landsat, Sentinel-2, ...) of a day with both sensors. Its grid, bands, data type and nodata value become those of the result.</source>
        <translation type="vanished">两种传感器都有观测那一天的精细影像（Landsat、Sentinel-2 等）。其格网、波段、数据类型和无数据值即为结果所采用。</translation>
    </message>
    <message>
        <source>Fine image of another day, best behind the dates wanted.</source>
        <translation type="vanished">另一天的精细影像，最好在所需日期之后。</translation>
    </message>
    <message>
        <source>Fine image of the pair, for the diagram</source>
        <translation type="vanished">影像对的精细影像（用于评价图）</translation>
    </message>
    <message>
        <source>Fine image of the reference, prediction, truth, and prediction minus truth (mean over the bands).</source>
        <translation type="vanished">参考日期的精细影像、预测影像、真值，以及预测减真值（各波段的平均）。</translation>
    </message>
    <message>
        <source>Fine image that the prediction is compared with.</source>
        <translation type="vanished">用来与预测结果比较的精细影像。</translation>
    </message>
    <message>
        <source>Fine image that was observed on the target date. Empty: one pair after the other is left out and predicted.</source>
        <translation type="vanished">目标日期观测到的精细影像。留空：逐对留出并预测。</translation>
    </message>
    <message>
        <source>Fine images of more pairs, in any order. Each is matched with the further coarse image of its date.</source>
        <translation type="vanished">更多影像对的精细影像，顺序不限。每幅与同日期的粗影像配对。</translation>
    </message>
    <message>
        <source>Fine images of several dates, beside those of the folder or instead of it.</source>
        <translation type="vanished">多个日期的精细影像，补充或代替文件夹中的影像。</translation>
    </message>
    <message>
        <source>Fine images of several dates. Leave empty if they are in a folder.</source>
        <translation type="vanished">多个日期的精细影像。若在文件夹中则留空。</translation>
    </message>
    <message>
        <source>Fine pixels along a coarse one</source>
        <translation type="vanished">一个粗像元边长内的精细像元数</translation>
    </message>
    <message>
        <source>Fine pixels along a coarse one, as measured</source>
        <translation type="vanished">测得的一个粗像元边长内的精细像元数</translation>
    </message>
    <message>
        <source>Fine pixels along a transitional one</source>
        <translation type="vanished">一个过渡像元边长内的精细像元数</translation>
    </message>
    <message>
        <source>Fine pixels along a transitional one is {factor}; it must be 2, 4 or 8.</source>
        <translation type="vanished">一个过渡像元边长内的精细像元数为 {factor}；必须是 2、4 或 8。</translation>
    </message>
    <message>
        <source>Fine pixels hidden by the quality layer (percent)</source>
        <translation type="vanished">质量图层隐藏的精细像元（百分比）</translation>
    </message>
    <message>
        <source>First run: kernels are compiled for this processor, which takes some seconds, and kept.</source>
        <translation type="vanished">首次运行：正在为此处理器编译内核，需要几秒钟，编译结果会保留。</translation>
    </message>
    <message>
        <source>Fits in a small moving window how the coarse image changed, applies that line to the fine image, and smooths the sum with the coarse residual over similar pixels.</source>
        <translation type="vanished">在小的移动窗口中拟合粗影像的变化，把该直线应用于精细影像，并在相似像元上平滑其与粗残差之和。</translation>
    </message>
    <message>
        <source>Flips and turns</source>
        <translation type="vanished">翻转与旋转</translation>
    </message>
    <message>
        <source>Folder for the sample rasters</source>
        <translation type="vanished">示例栅格文件夹</translation>
    </message>
    <message>
        <source>Folder of the results: one GeoTIFF per date, and series.json. Results of an earlier run are kept. Folders of input images are refused.</source>
        <translation type="vanished">每个日期一个 GeoTIFF 和 series.json 写在这里。以前运行已有的日期会保留。不接受输入影像所在的文件夹。</translation>
    </message>
    <message>
        <source>Folder whose rasters are added to the coarse images; a pattern can narrow them.</source>
        <translation type="vanished">其中的栅格加入粗影像的文件夹；可用文件名模式缩小范围。</translation>
    </message>
    <message>
        <source>Folder whose rasters are added to the fine images; a pattern can narrow them.</source>
        <translation type="vanished">其中的栅格加入精细影像的文件夹；可用文件名模式缩小范围。</translation>
    </message>
    <message>
        <source>Folder whose rasters are the coarse images; those of dates without a fine image are left out.</source>
        <translation type="vanished">其中的栅格为粗影像的文件夹；没有精细影像的日期会被舍去。</translation>
    </message>
    <message>
        <source>Folder whose rasters are the dated images of the coarser sensor; a pattern can narrow them.</source>
        <translation type="vanished">其中的栅格为较粗传感器的带日期影像；可用模式缩小范围。</translation>
    </message>
    <message>
        <source>Folder whose rasters are the fine images, one a date; a pattern can narrow them.</source>
        <translation type="vanished">其中的栅格为精细影像的文件夹，每个日期一个；可用文件名模式缩小范围。</translation>
    </message>
    <message>
        <source>For ERGAS; 0 measures it from the coarse image, and leaves the factor at 1 without one.</source>
        <translation type="vanished">用于 ERGAS;0 表示由粗影像测得，没有粗影像时取 1。</translation>
    </message>
    <message>
        <source>For each band, three-dimensional convolutions over the images of the pair and the target date meet two-dimensional ones over the fine image; each band passes what it found on to the next.</source>
        <translation type="vanished">对每个波段，影像对和目标日期影像上的三维卷积与精细影像上的二维卷积相结合；每个波段把所得传给下一个波段。</translation>
    </message>
    <message>
        <source>For example 3 4 1 2 6 7 for Landsat with MODIS; 0 leaves a fine band out. Empty: bands of the same name, else the same order.</source>
        <translation type="vanished">例如 Landsat 配 MODIS 为 3 4 1 2 6 7;0 表示不使用该精细波段。留空：取同名波段，否则按相同顺序。</translation>
    </message>
    <message>
        <source>For example 3 4 1 2; 0 leaves a band of the prediction out. Empty: bands of the same name, else the same order.</source>
        <translation type="vanished">例如 3 4 1 2;0 表示不使用预测影像的该波段。留空：取同名波段，否则按相同顺序。</translation>
    </message>
    <message>
        <source>For networks that delineate fields (dstfnet): polygons, a raster with a number above 0 on each field, or a raster of extent, boundary and distance. Ignored by other networks.</source>
        <translation type="vanished">供勾绘农田的网络（dstfnet）使用：多边形、每块农田为大于 0 编号的栅格，或范围、边界和距离的栅格。其他网络不读取它。</translation>
    </message>
    <message>
        <source>For networks that delineate fields (dstfnet): polygons, a raster with a number above 0 on each field, or a raster of extent, boundary and distance. Other networks do not look at it.</source>
        <translation type="vanished">供勾绘农田的网络（dstfnet）使用：多边形、每块农田为大于 0 编号的栅格，或范围、边界和距离的栅格。其他网络不读取它。</translation>
    </message>
    <message>
        <source>For networks that take a panchromatic image (diffstsf): folder with one for each date of a fine image. Other networks do not look at it.</source>
        <translation type="vanished">供需要全色影像的网络（diffstsf）使用：文件夹中每个精细影像日期各有一幅。其他网络不读取它。</translation>
    </message>
    <message>
        <source>For quality layers of kind values: values and ranges such as 3 8-11, bits such as bit 3, bit 4, or numbers in bits such as bits 8-9 = 2|3. Empty: all that is not 0.</source>
        <translation type="vanished">用于 values 类型的质量图层：值和范围如 3 8-11，位如 bit 3, bit 4，或若干位中的数如 bits 8-9 = 2|3。留空：所有不为 0 的值。</translation>
    </message>
    <message>
        <source>For the coarse image of a target date: run it again with the prepared fine image as fine image and leave the fine output empty; both coarse images then lie on the same grid.</source>
        <translation type="vanished">目标日期的粗影像：以准备好的精细影像作为精细影像再运行一次，精细输出留空；这样两幅粗影像位于同一格网。</translation>
    </message>
    <message>
        <source>For the nested grid; 0 takes the whole number nearest to what the coarse image has.</source>
        <translation type="vanished">用于嵌套格网；0 取与粗影像最接近的整数。</translation>
    </message>
    <message>
        <source>Form</source>
        <translation type="vanished">形式</translation>
    </message>
    <message>
        <source>Fresh noise</source>
        <translation type="vanished">新的噪声</translation>
    </message>
    <message>
        <source>From each pair come two estimates: the fine image plus a fine change that a Swin transformer finds, and the coarse image plus a difference of the sensors that a small attention network finds. The prediction is their mean.</source>
        <translation type="vanished">每个影像对给出两个估计：精细影像加上 Swin Transformer 求得的精细变化，以及粗影像加上小型注意力网络求得的传感器差异。预测为其均值。</translation>
    </message>
    <message>
        <source>From which probability of the extent a pixel may belong to a polygon.</source>
        <translation type="vanished">范围概率达到多少时像元可属于多边形。</translation>
    </message>
    <message>
        <source>Further bands of the coarse image</source>
        <translation type="vanished">粗影像的其他波段</translation>
    </message>
    <message>
        <source>Further bands of the fine image</source>
        <translation type="vanished">精细影像的其他波段</translation>
    </message>
    <message>
        <source>Further bands of the {} image</source>
        <translation type="vanished">{}影像的其他波段</translation>
    </message>
    <message>
        <source>Further coarse image</source>
        <translation type="vanished">更多粗影像</translation>
    </message>
    <message>
        <source>Further coarse images</source>
        <translation type="vanished">更多粗影像</translation>
    </message>
    <message>
        <source>Further fine image</source>
        <translation type="vanished">更多精细影像</translation>
    </message>
    <message>
        <source>Further fine images</source>
        <translation type="vanished">更多精细影像</translation>
    </message>
    <message>
        <source>Further rounds for missing pixels</source>
        <translation type="vanished">缺失像元的补充轮数</translation>
    </message>
    <message>
        <source>Fusion methods compared</source>
        <translation type="vanished">融合方法比较</translation>
    </message>
    <message>
        <source>Gaussian sigma={:g} coarse pixel, cut at {:g} coarse pixels</source>
        <translation type="vanished">高斯函数，sigma={:g} 个粗像元，截断于 {:g} 个粗像元</translation>
    </message>
    <message>
        <source>GeoTIFF in the grid of panchromatic image 1 and in the data type, scale and nodata value of fine image 1.</source>
        <translation type="vanished">GeoTIFF，采用全色影像 1 的格网以及精细影像 1 的数据类型、比例和无数据值。</translation>
    </message>
    <message>
        <source>GeoTIFF in the grid, data type, scale and nodata value of fine image 1.</source>
        <translation type="vanished">GeoTIFF，格网、数据类型、比例系数和无数据值同精细影像 1。</translation>
    </message>
    <message>
        <source>GeoTIFF in type and scale of the fine image.</source>
        <translation type="vanished">GeoTIFF，数据类型和比例系数同精细影像。</translation>
    </message>
    <message>
        <source>GeoTIFF of prediction minus reference, a band for each; shown from blue (too low) to red (too high).</source>
        <translation type="vanished">GeoTIFF，预测减参考，逐波段；从蓝色（偏低）到红色（偏高）显示。</translation>
    </message>
    <message>
        <source>GeoTIFF of three bands from 0 to 1 on the grid of the very fine image: extent, boundary and distance.</source>
        <translation type="vanished">极高分辨率影像格网上取值 0 至 1 的三波段 GeoTIFF：范围、边界和距离。</translation>
    </message>
    <message>
        <source>GeoTIFF on the fine grid: 1 where the fine image is invalid, 2 the coarse one, 3 both, 0 none.</source>
        <translation type="vanished">精细格网上的 GeoTIFF：精细影像无效处为 1，粗影像无效处为 2，两者均无效为 3，其余为 0。</translation>
    </message>
    <message>
        <source>GeoTIFF with the bands, the unit and the area of the fine one.</source>
        <translation type="vanished">GeoTIFF，波段、单位和范围同精细影像。</translation>
    </message>
    <message>
        <source>GeoTIFF; left out, only the coarse image is written, for a further date.</source>
        <translation type="vanished">GeoTIFF；省略时只写出粗影像，用于另一个日期。</translation>
    </message>
    <message>
        <source>GeoTIFF; left out, only the coarse image is written, for an additional date.</source>
        <translation type="vanished">GeoTIFF；省略时只写出粗影像，用于另一个日期。</translation>
    </message>
    <message>
        <source>GeoTIFF; not needed to measure only.</source>
        <translation type="vanished">GeoTIFF；仅测量时不需要。</translation>
    </message>
    <message>
        <source>Georeference moves the image and leaves its pixels as they are. Resample keeps its grid. Measure only writes nothing.</source>
        <translation type="vanished">georeference 移动影像而保持像元不变。resample 保持其格网。measure only 不写出任何文件。</translation>
    </message>
    <message>
        <source>Give the fine image of the pair and the coarse image of the target date to see in the diagram what a fusion method should reach: they are the naive predictions F0 and CP, which its sectors are drawn from.</source>
        <translation type="vanished">给出影像对的精细影像和目标日期的粗影像，图中即可显示融合方法应达到的水平：它们是朴素预测 F0 和 CP，扇区由此绘出。</translation>
    </message>
    <message>
        <source>Gives names, wavelengths, scale and fill of the bands; auto goes by names, none uses none.</source>
        <translation type="vanished">给出波段的名称、波长、比例系数和填充值；auto 按名称识别，none 表示不用。</translation>
    </message>
    <message>
        <source>Gives: a folder with an NDVI raster for every date and series.json; the layers come as one group that the Temporal Controller plays.</source>
        <translation type="vanished">输出：一个文件夹，含每个日期的 NDVI 栅格和 series.json；图层归入一组，由时态控制器播放。</translation>
    </message>
    <message>
        <source>Gives: a raster of three bands from 0 to 1, the probability of a field, that of a boundary, and the distance to the edge of the field over the largest in it; and, if wanted, the outlines as polygons with area and mean probability.</source>
        <translation type="vanished">结果: 取值 0 至 1 的三波段栅格：农田概率、边界概率，以及到农田边缘的距离与其最大值之比；如有需要，还给出带面积和平均概率的多边形轮廓。</translation>
    </message>
    <message>
        <source>Gives: a table (CSV) of every measure, the time and the peak memory; a report, one HTML page with the methods' predictions and errors side by side, the best value of each measure marked; and, if wanted, the predictions.</source>
        <translation type="vanished">输出：包含每个指标、时间和峰值内存的表格（CSV）；一个 HTML 页面的报告，并排显示各方法的预测和误差，并标出每个指标的最佳值；需要时还有预测结果。</translation>
    </message>
    <message>
        <source>Gives: a text to paste into an issue, the names of what is missing, the exact command that installs it for the Python of this QGIS, and the number of CUDA devices.</source>
        <translation type="vanished">输出：可粘贴到问题报告中的文本、缺少的软件包名称、为本 QGIS 的 Python 安装它们的确切命令，以及 CUDA 设备数。</translation>
    </message>
    <message>
        <source>Gives: both images as GeoTIFF, to be used in any fusion method as they are; numbers of hidden and valid pixels; a text of what was done; and, if wanted, a mask of the pixels invalid in either image.</source>
        <translation type="vanished">输出：两幅 GeoTIFF 影像，可直接用于任何融合方法；隐藏和有效像元的数目；处理过程的说明；需要时还有任一影像无效像元的掩膜。</translation>
    </message>
    <message>
        <source>Gives: fine and coarse image of each date, and the true fine image of the middle date to compare a prediction with. Reflectance x 10000 in bands green, red, near infrared and shortwave infrared, as GeoTIFF.</source>
        <translation type="vanished">输出：每个日期的精细影像和粗影像，以及中间日期的真实精细影像，用来与预测比较。反射率 x 10000，波段为绿、红、近红外和短波红外，GeoTIFF 格式。</translation>
    </message>
    <message>
        <source>Gives: one GeoTIFF a date in a folder, and series.json, which tells for each date its pairs, its share of predicted pixels, or why it failed. The layers are put into one group, each shown until the next date: open the Temporal Controller and press Play.</source>
        <translation type="vanished">输出：文件夹中每个日期一个 GeoTIFF，以及 series.json，其中说明每个日期所用的影像对、已预测像元的比例或失败原因。图层归入一组，每个图层显示到下一个日期为止：打开时态控制器并点击播放即可。</translation>
    </message>
    <message>
        <source>Gives: the coarse image with all its bands and values, its position corrected; or resampled onto its old grid; the shift in map units of the coarse image and in fine pixels, right and down; and a confidence.</source>
        <translation type="vanished">输出：位置已校正、保留全部波段和数值的粗影像；或重采样到原格网的影像；以粗影像地图单位和精细像元（向右、向下）表示的偏移；以及置信度。</translation>
    </message>
    <message>
        <source>Gives: the coarse image, from the fine image's corner, in type, scale and nodata value of the fine one, dated; and, if wanted, the same with its pixels repeated on the fine grid.</source>
        <translation type="vanished">输出：从精细影像角点起算的粗影像，数据类型、比例系数和无数据值同精细影像，并带日期；需要时还有在精细格网上重复像元的同一影像。</translation>
    </message>
    <message>
        <source>Gives: the fine image of the target date, on the grid and in the type of fine image 1, dated for the Temporal Controller.</source>
        <translation type="vanished">输出：目标日期的精细影像，格网和类型同精细影像 1，并带有供时态控制器使用的日期。</translation>
    </message>
    <message>
        <source>Gives: the fine image of the target date, on the grid of panchromatic image 1 and in the type of fine image 1, dated for the Temporal Controller.</source>
        <translation type="vanished">结果: 目标日期的精细影像，采用全色影像 1 的格网和精细影像 1 的类型，并带有供时态控制器使用的日期。</translation>
    </message>
    <message>
        <source>Gives: the numbers as outputs, for models; a table (CSV) with every band; a raster of prediction minus reference, in the stored units of the reference; and a report, one HTML page with maps, scatter plots, histograms, the all-round diagram, and what every measure means.</source>
        <translation type="vanished">输出：供模型使用的数值；包含每个波段的表格（CSV）；预测减参考的栅格，单位为参考影像的存储单位；以及一个 HTML 页面的报告，含地图、散点图、直方图、全面评价图和各指标的含义。</translation>
    </message>
    <message>
        <source>Gives: the predicted fine image and the report of Assess, with the all-round diagram.</source>
        <translation type="vanished">输出：预测的精细影像和“精度评价”的报告，含全面评价图。</translation>
    </message>
    <message>
        <source>Gives: weights (safetensors: numbers only, nothing in them can run), a report with losses, errors on what was held out, sample patches and the configuration, and beside the weights a state to go on from, ending in .resume.safetensors.</source>
        <translation type="vanished">输出：权重（safetensors：只含数字，其中没有可执行的内容）、含损失、留出误差、样本图块和配置的报告，以及权重旁边以 .resume.safetensors 结尾、可继续训练的状态文件。</translation>
    </message>
    <message>
        <source>Go on from a state</source>
        <translation type="vanished">从已存状态继续</translation>
    </message>
    <message>
        <source>Gridded coarse images are off by up to half a pixel, which is many fine pixels and spoils a fusion. This tool finds the shift against a fine image of about the same day and moves the coarse image.</source>
        <translation type="vanished">格网化的粗影像可能偏移多达半个像元，相当于许多精细像元，会破坏融合。本工具求出它相对日期相近的精细影像的偏移，并移动粗影像。</translation>
    </message>
    <message>
        <source>Groups of blocks in each network. The default is that of the source; 5 are a light form.</source>
        <translation type="vanished">每个网络中的组数。默认值同来源；5 为轻量形式。</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation type="vanished">增长率</translation>
    </message>
    <message>
        <source>Held out for validation</source>
        <translation type="vanished">留作验证的数据</translation>
    </message>
    <message>
        <source>Held out: a share of the area, or whole dates, which tells more but needs more dates. Test dates take no part at all and are predicted at the end, beside copying the nearest image and adding the coarse change.</source>
        <translation type="vanished">留出数据：部分区域，或整个日期；后者更有说服力，但需要更多日期。测试日期完全不参与训练，最后进行预测，并与复制最近影像和叠加粗变化的结果比较。</translation>
    </message>
    <message>
        <source>Held out: intersection over union of the extent {extent:.3f} ({everything:.3f} if all were field), of the boundary {boundary:.3f}; Matthews' correlation of the extent {correlation:.3f}.</source>
        <translation type="vanished">留出部分：范围的交并比 {extent:.3f}（若全为农田则为 {everything:.3f}），边界的交并比 {boundary:.3f}；范围的马修斯相关系数 {correlation:.3f}。</translation>
    </message>
    <message>
        <source>Hidden by quality layers: {fine_hidden:.1f} % of the fine and {coarse_hidden:.1f} % of the coarse pixels.</source>
        <translation type="vanished">质量图层隐藏：精细像元的 {fine_hidden:.1f} %，粗像元的 {coarse_hidden:.1f} %。</translation>
    </message>
    <message>
        <source>Hide snow</source>
        <translation type="vanished">隐藏雪</translation>
    </message>
    <message>
        <source>Hide water</source>
        <translation type="vanished">隐藏水体</translation>
    </message>
    <message>
        <source>How coarse images reach the fine grid. Not used for images that are on it already.</source>
        <translation type="vanished">粗影像如何重采样到精细格网。已在该格网上的影像不用。</translation>
    </message>
    <message>
        <source>How coarse images reach the fine grid; take the same when you predict.</source>
        <translation type="vanished">粗影像如何重采样到精细格网；预测时请用相同方式。</translation>
    </message>
    <message>
        <source>How far is looked, up, down, left and right.</source>
        <translation type="vanished">向上、下、左、右搜索的最大范围。</translation>
    </message>
    <message>
        <source>How far neighbouring patches overlap; they are averaged there. More overlap is more accurate and slower: 5 with patches of 7 gives six times as many patches as 2.</source>
        <translation type="vanished">相邻图块的重叠量；重叠处取平均。重叠越多越准确也越慢：图块为 7 时，重叠 5 的图块数是重叠 2 的六倍。</translation>
    </message>
    <message>
        <source>How finely the land is told apart: a pixel is similar if it differs by at most two standard deviations of the image divided by this number. More classes keep more detail, fewer smooth more.</source>
        <translation type="vanished">区分地物的精细程度：像元之差不超过影像标准差的两倍除以此数时为相似。类别越多保留的细节越多，越少越平滑。</translation>
    </message>
    <message>
        <source>How finely the land is told apart: a pixel is similar if it differs on both dates by less than two standard deviations of the image divided by this number.</source>
        <translation type="vanished">区分地物的精细程度：像元在两个日期上之差都小于影像标准差的两倍除以此数时为相似。</translation>
    </message>
    <message>
        <source>How its values are read; auto goes by its name, values takes the values to hide as stated below.</source>
        <translation type="vanished">如何读取其值；auto 按名称识别，values 采用下面给出的待隐藏值。</translation>
    </message>
    <message>
        <source>How many of the most similar pixels are averaged: more is smoother and hides the edges of coarse pixels better, fewer keeps more detail.</source>
        <translation type="vanished">参与平均的最相似像元数：多则更平滑、更能掩盖粗像元边界，少则保留更多细节。</translation>
    </message>
    <message>
        <source>How much coarser the transitional images are than the fine ones; a divisor of 8. Public programs use 8 or 10.</source>
        <translation type="vanished">过渡影像比精细影像粗多少倍；须为 8 的约数。公开程序用 8 或 10。</translation>
    </message>
    <message>
        <source>How much fresh noise each step adds: 0 makes a draw depend on its first noise alone; 1 adds as much as the process has.</source>
        <translation type="vanished">每一步加入多少新的噪声：0 使一次抽样只取决于最初的噪声；1 加入与过程相同的量。</translation>
    </message>
    <message>
        <source>How much fresh noise each step adds: 1 as published; 0 makes a draw depend on its first noise alone.</source>
        <translation type="vanished">每一步加入多少新的噪声：发表时为 1;0 使一次抽样只取决于最初的噪声。</translation>
    </message>
    <message>
        <source>How much it counts that the changes of both networks sum up to the whole change between the pairs.</source>
        <translation type="vanished">两个网络的变化之和等于两对之间全部变化这一要求的权重。</translation>
    </message>
    <message>
        <source>How much it counts that the changes of both streams sum up to the whole change between the pairs.</source>
        <translation type="vanished">两个分支的变化之和等于两对之间全部变化这一要求的权重。</translation>
    </message>
    <message>
        <source>How much it counts while training that predictions from two fine images of other dates agree.</source>
        <translation type="vanished">训练时由另外两个日期的精细影像所得预测相互一致的权重。</translation>
    </message>
    <message>
        <source>How much the error of the fine change counts beside that of the prediction while training.</source>
        <translation type="vanished">训练时精细变化的误差相对于预测误差的权重。</translation>
    </message>
    <message>
        <source>How much the generator is led by the discriminator beside features, spectra and structure. 0 trains without.</source>
        <translation type="vanished">判别器相对于特征、光谱和结构对生成器的引导程度。0 表示训练时不用。</translation>
    </message>
    <message>
        <source>How much the generator is led by the discriminator beside the values and the change. 0 trains without.</source>
        <translation type="vanished">判别器相对于数值和变化对生成器的引导程度。0 表示训练时不用。</translation>
    </message>
    <message>
        <source>How much the generator is led by the discriminator beside values, spectra and structure. 0 trains without.</source>
        <translation type="vanished">判别器相对于数值、光谱和结构对生成器的引导程度。0 表示训练时不用。</translation>
    </message>
    <message>
        <source>How much the generator is led by the discriminator beside values, spectra, structure and agreement. 0 trains without.</source>
        <translation type="vanished">判别器相对于数值、光谱、结构和一致性对生成器的引导程度。0 表示训练时不用。</translation>
    </message>
    <message>
        <source>How much the student is held to what the teacher found in the fine images. 0 trains no teacher and takes a third less time.</source>
        <translation type="vanished">学生遵循教师在精细影像中所得结果的程度。0 不训练教师，用时少三分之一。</translation>
    </message>
    <message>
        <source>How pixels are brought onto another grid; average is the mean by area. Hidden pixels never mix in.</source>
        <translation type="vanished">像元如何转换到另一格网；average 为面积平均。隐藏的像元不会混入。</translation>
    </message>
    <message>
        <source>How the coarse sensor mixes what it sees; see above.</source>
        <translation type="vanished">粗传感器如何混合所见地物；见上文。</translation>
    </message>
    <message>
        <source>How the fine image is classified where no class map is given: isodata finds the number of classes between the limits below by itself; k-means takes the largest.</source>
        <translation type="vanished">没有分类图时如何对精细影像分类：isodata 在下面的限值之间自行确定类别数；k-means 取最大值。</translation>
    </message>
    <message>
        <source>How: the fine image is blurred by a coarse sensor's point-spread function (Gaussian, sigma 0.5 coarse pixel) and read between its pixels at the coarse pixels' places. Correlation looks for the shift at which both agree best; phase looks for it in the phases of their spectra (Kuglin and Hines 1975). Gain, offset and haze of a sensor play no role. In simulated scenes shifts of up to a coarse pixel are found to 0.1 fine pixel.</source>
        <translation type="vanished">做法：用粗传感器的点扩散函数（高斯，标准差 0.5 个粗像元）模糊精细影像，并在粗像元位置处内插取值。correlation 寻找两者最一致的偏移；phase 在两者频谱的相位中寻找（Kuglin 和 Hines 1975）。传感器的增益、偏置和霾不起作用。在模拟场景中，不超过一个粗像元的偏移可求到 0.1 个精细像元。</translation>
    </message>
    <message>
        <source>ISODATA keeps at least so many classes. The authors ask for 4, but their Python program merges on below, which is better in small scenes.</source>
        <translation type="vanished">ISODATA 至少保留这么多类。作者要求 4 类，但其 Python 程序会合并到更少，这在小场景中更好。</translation>
    </message>
    <message>
        <source>ISODATA makes at most so many classes, k-means exactly so many. There must be many more coarse pixels than classes; the authors take 6.</source>
        <translation type="vanished">ISODATA 最多分这么多类，k-means 恰好这么多。粗像元数必须远多于类别数；作者取 6。</translation>
    </message>
    <message>
        <source>Image in which fields can be seen, of the bands that the weights were trained with. The result has its grid.</source>
        <translation type="vanished">能看清农田的影像，波段与训练权重时相同。结果采用其格网。</translation>
    </message>
    <message>
        <source>Images of the coarser sensor, beside those of the folder or instead of it.</source>
        <translation type="vanished">较粗传感器的影像，可与文件夹中的影像并用或代替之。</translation>
    </message>
    <message>
        <source>In QGIS, install it with Plugins &gt; STFusion &gt; Check environment (about {size} MB to download). In a terminal, install it with: {command} and start QGIS again.</source>
        <translation type="vanished">在 QGIS 中，可通过“插件 &gt; STFusion &gt; 检查环境”安装（需下载约 {size} MB）。在终端中可用以下命令安装：{command}，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>In reflectance or kelvin, added to every pixel.</source>
        <translation type="vanished">以反射率或开尔文表示，加到每个像元上。</translation>
    </message>
    <message>
        <source>Inputs: a very fine image (1 to 3 m) of a day on which fields can be seen, dated images of a coarser sensor over the season, with pixels about 8 times as wide, and weights of Train network. Any grid, CRS and scale.</source>
        <translation type="vanished">需要: 一幅能看清农田的某日极高分辨率影像（1 至 3 m）、整个生长季中较粗传感器的带日期影像（像元约宽 8 倍），以及“训练网络”得到的权重。格网、坐标参考系和比例不限。</translation>
    </message>
    <message>
        <source>Inputs: images as delivered, with any grid, band order and scale; quality layers mask clouds.</source>
        <translation type="vanished">输入：产品原样的影像，格网、波段顺序和比例任意；质量图层用于掩膜云。</translation>
    </message>
    <message>
        <source>Inputs: images as delivered, with any grid, band order and scale; quality layers mask clouds. Additional coarse images must be prepared already, or have the bands of the prepared ones in the same order and scale.</source>
        <translation type="vanished">输入：产品原样的影像，格网、波段顺序和比例任意；质量图层用于掩膜云。更多粗影像须已准备好，或与已准备的影像具有相同的波段顺序和比例。</translation>
    </message>
    <message>
        <source>Inputs: images as delivered, with any grid, band order and scale; quality layers mask clouds. Additional coarse images must be prepared, or have the bands of the prepared ones in the same order and scale.</source>
        <translation type="vanished">输入：产品原样的影像，格网、波段顺序和比例任意；质量图层用于掩膜云。更多粗影像须已准备好，或与已准备的影像具有相同的波段顺序和比例。</translation>
    </message>
    <message>
        <source>Inputs: the two images. Quality layers mask clouds; a band of the image that is named as one (QA_PIXEL, SCL, state_1km, Fmask) is found by itself. Bands that come one by one are added under additional bands; pixels of another size are brought onto the first raster's grid.</source>
        <translation type="vanished">需要：两幅影像。质量图层用于掩膜云；影像中按质量图层命名的波段（QA_PIXEL、SCL、state_1km、Fmask）会自动找到。逐波段分发的影像在“其他波段”中添加；像元大小不同的栅格会转换到第一个栅格的格网。</translation>
    </message>
    <message>
        <source>Inputs: two folders or lists of dated images, fine and coarse, of one area; at least two dates, ten or more that cover the seasons are better. Dates without a partner are left out, and reported in the log.</source>
        <translation type="vanished">需要：同一地区带日期的精细影像与粗影像两个文件夹或列表；至少两个日期，最好十个或更多且能反映季节变化。没有配对的日期会被舍去，日志会说明。</translation>
    </message>
    <message>
        <source>Inputs: two folders or lists, of fine images (Landsat, Sentinel-2, ...) and of coarse images (MODIS, Sentinel-3, ...), one raster per date. Dates are read from layers, tags, file names or folder names; all results have the grid of the first fine image.</source>
        <translation type="vanished">输入：两个文件夹或列表，分别为精细影像（Landsat、Sentinel-2 等）和粗影像（MODIS、Sentinel-3 等），每个日期一个栅格。日期从图层、标签、文件名或文件夹名读取；所有结果都采用第一幅精细影像的格网。</translation>
    </message>
    <message>
        <source>Install it with: {command} and start QGIS again.</source>
        <translation type="vanished">请用以下命令安装：{command}，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Install what is missing with: {} and start QGIS again.</source>
        <translation type="vanished">请用以下命令安装缺少的软件包：{}，然后重新启动 QGIS。</translation>
    </message>
    <message>
        <source>Install: Plugins, STFusion, Check environment and install packages does it after a question, into a folder of its own that QGIS' packages go before. numpy and GDAL of QGIS are never touched.</source>
        <translation type="vanished">安装：“插件”菜单中的“STFusion、检查环境并安装软件包”会在询问后安装到单独的文件夹，QGIS 自带的软件包优先于它。绝不改动 QGIS 的 numpy 和 GDAL。</translation>
    </message>
    <message>
        <source>Installing. You can go on working with QGIS.</source>
        <translation type="vanished">正在安装。您可以继续使用 QGIS。</translation>
    </message>
    <message>
        <source>Intersection over union of field extents held out</source>
        <translation type="vanished">留出农田范围的交并比</translation>
    </message>
    <message>
        <source>Into how many times the way from image to noise is divided while training. The default is that of the source.</source>
        <translation type="vanished">训练时把从影像到噪声的过程分为多少步。默认值同来源。</translation>
    </message>
    <message>
        <source>Into how many times the way from image to noise is divided while training. The usual number; that of the paper is not known.</source>
        <translation type="vanished">训练时把从影像到噪声的过程分为多少步。取通常的数；论文的数目不详。</translation>
    </message>
    <message>
        <source>It learns to predict fine images sharpened by the panchromatic one of their date (smoothing filter-based intensity modulation); how the authors sharpened theirs is not known here. What is drawn is kept between 0 and 1, the range of the network, and not from -1. Tiles overlap by half and are blended, and one field of noise is drawn for the whole scene, where the authors draw the same noise for each batch of patches.</source>
        <translation type="vanished">它学习预测由同日期全色影像锐化（基于平滑滤波的强度调制）的精细影像；作者如何锐化其影像，此处不得而知。抽样结果限定在网络的取值范围 0 至 1 内，而非自 -1 起。图块重叠一半并加以融合，整景只抽取一个噪声场，而作者对每批图块抽取相同的噪声。</translation>
    </message>
    <message>
        <source>It predicted no pixel: masks and nodata leave none that is valid on all dates.</source>
        <translation type="vanished">没有预测出任何像元：掩膜和无数据值之后，没有在所有日期均有效的像元。</translation>
    </message>
    <message>
        <source>It ran out of memory; set a smaller block size.</source>
        <translation type="vanished">内存不足；请设置较小的分块大小。</translation>
    </message>
    <message>
        <source>It stopped at an error of its own ({kind}: {error}); please report it.</source>
        <translation type="vanished">因程序自身的错误而停止（{kind}：{error}）；请报告。</translation>
    </message>
    <message>
        <source>It would be trained on the scene first, which takes minutes; choose it by name, or give it weights.</source>
        <translation type="vanished">它须先在本场景上训练，需要几分钟；请按名称选择它，或给它权重。</translation>
    </message>
    <message>
        <source>Its advanced parameters by their keys, such as WINDOW=31; CLASSES=6. Empty takes the defaults.</source>
        <translation type="vanished">用键名给出其高级参数，例如 WINDOW=31; CLASSES=6。留空采用默认值。</translation>
    </message>
    <message>
        <source>Its bilinear enlargement is a naive prediction, CP in the diagram; its pixel size goes into ERGAS.</source>
        <translation type="vanished">其双线性放大是一种朴素预测，图中为 CP；其像元大小用于 ERGAS。</translation>
    </message>
    <message>
        <source>Its own parameters by their keys, such as WIDTH=16; FEATURE_LOSS=no. Empty takes the defaults.</source>
        <translation type="vanished">用键名给出其自身参数，例如 WIDTH=16; FEATURE_LOSS=no。留空采用默认值。</translation>
    </message>
    <message>
        <source>Joining of detail</source>
        <translation type="vanished">细节的接合</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation type="vanished">评判</translation>
    </message>
    <message>
        <source>Judging {date}</source>
        <translation type="vanished">评判 {date}</translation>
    </message>
    <message>
        <source>Keeps atoms that nearly coincide from being given huge weights of opposite sign. 0 is plain least squares.</source>
        <translation type="vanished">防止几乎重合的原子得到巨大的反号权重。0 为普通最小二乘。</translation>
    </message>
    <message>
        <source>Kind of scene</source>
        <translation type="vanished">场景类型</translation>
    </message>
    <message>
        <source>Kind of the {} quality layer</source>
        <translation type="vanished">{}影像质量图层的类型</translation>
    </message>
    <message>
        <source>Labels: {share:.0%} of {mean:.0%} of the image is field.</source>
        <translation type="vanished">标签：影像的 {mean:.0%} 中 {share:.0%} 为农田。</translation>
    </message>
    <message>
        <source>Land cover changes (fire, flood, harvest of single fields) that only the coarse image shows, or land so mixed that no coarse pixel is pure: FSDAF or ESTARFM do better there.</source>
        <translation type="vanished">土地覆盖发生只有粗影像能看到的变化（火灾、洪水、个别地块收割），或地表过于混杂而没有纯粗像元：此时 FSDAF 或 ESTARFM 更好。</translation>
    </message>
    <message>
        <source>Land cover changes between the dates and texture matters, with a CUDA device and a series of some dates to train with.</source>
        <translation type="vanished">两个日期之间土地覆盖变化且纹理重要，并有 CUDA 设备和若干日期的序列可供训练。</translation>
    </message>
    <message>
        <source>Land cover changes within coarse pixels: their location cannot be determined from the coarse image alone; FSDAF or networks that see the change are better.</source>
        <translation type="vanished">土地覆盖在粗像元内部变化：仅凭粗影像无法得知位置；FSDAF 或能看到变化的网络更好。</translation>
    </message>
    <message>
        <source>Land cover changes within coarse pixels: where that is cannot be told from the coarse image alone; FSDAF or networks that see the change are better.</source>
        <translation type="vanished">土地覆盖在粗像元内部变化：仅凭粗影像无法得知位置；FSDAF 或能看到变化的网络更好。</translation>
    </message>
    <message>
        <source>Land-cover classes as whole numbers, for methods that take them (FSDAF).</source>
        <translation type="vanished">以整数表示的土地覆盖类别，供需要它的方法（FSDAF）使用。</translation>
    </message>
    <message>
        <source>Land-cover classes of the first date: a raster of whole numbers, or polygons. Without one the fine image is classified by itself.</source>
        <translation type="vanished">第一个日期的土地覆盖类别：整数栅格或多边形。没有时由精细影像自行分类。</translation>
    </message>
    <message>
        <source>Large scenes: at most 25 patches of 40 x 40 coarse pixels, spread over the scene, are compared, so that time and memory do not grow with the scene. One shift is found for the whole scene, no rotation.</source>
        <translation type="vanished">大场景：最多检查 25 个分布于整个场景的 40 x 40 粗像元图块，因此时间和内存不随场景增大。整个场景只求一个偏移，不求旋转。</translation>
    </message>
    <message>
        <source>Large scenes: at most 25 patches of 40 x 40 coarse pixels, spread over the scene, are looked at, so that time and memory do not grow with it. One shift is found for the whole scene, no rotation.</source>
        <translation type="vanished">大场景：最多检查 25 个分布于整个场景的 40 x 40 粗像元图块，因此时间和内存不随场景增大。整个场景只求一个偏移，不求旋转。</translation>
    </message>
    <message>
        <source>Largest modulation</source>
        <translation type="vanished">最大调制</translation>
    </message>
    <message>
        <source>Largest shift (coarse pixels)</source>
        <translation type="vanished">最大偏移（粗像元）</translation>
    </message>
    <message>
        <source>Largest shift is {largest:g} coarse pixels; give more than 0 and at most {widest:g}.</source>
        <translation type="vanished">最大偏移为 {largest:g} 个粗像元；请给出大于 0 且不超过 {widest:g} 的值。</translation>
    </message>
    <message>
        <source>Layers and losses follow a public program that is not the authors'. Patch size, epochs and the learning rate's steps are set here, since that program trains for a thousand epochs.</source>
        <translation type="vanished">网络层和损失函数依照并非作者的公开程序。图块大小、轮数和学习率的分段由本软件设定，因为该程序要训练一千轮。</translation>
    </message>
    <message>
        <source>Layers follow a public program that is not the authors'; the full paper was not available. Adam replaces its optimiser. While training, spans are also shortened and prolonged, to avoid overfitting to the change between the pairs.</source>
        <translation type="vanished">各层遵循一个并非作者编写的公开程序；未能获得论文全文。用 Adam 代替其优化器。训练时也缩短和延长时段，以免死记两对之间的变化。</translation>
    </message>
    <message>
        <source>Layers follow a public program that is not the authors'; the paper's text was not to be had. Adam replaces its optimiser. While training, spans are also shortened and prolonged, so that the change between the pairs is not learnt by heart.</source>
        <translation type="vanished">各层遵循一个并非作者编写的公开程序；未能获得论文全文。用 Adam 代替其优化器。训练时也缩短和延长时段，以免死记两对之间的变化。</translation>
    </message>
    <message>
        <source>Layers follow the field's public program; how both passes are joined follows two other ones, because the full paper was not available. Adam replaces plain descent. The additive form is the default, because a ratio of small values runs away.</source>
        <translation type="vanished">各层遵循该领域的公开程序；两步如何衔接遵循另外两个程序，因为未能获得论文全文。用 Adam 代替普通梯度下降。默认采用相加形式，因为小数值之比会失控。</translation>
    </message>
    <message>
        <source>Layers follow the field's public program; how both passes are joined follows two other ones, since the paper's text was not to be had. Adam replaces plain descent. The additive form is the default, because a ratio of small values runs away.</source>
        <translation type="vanished">各层遵循该领域的公开程序；两步如何衔接遵循另外两个程序，因为未能获得论文全文。用 Adam 代替普通梯度下降。默认采用相加形式，因为小数值之比会失控。</translation>
    </message>
    <message>
        <source>Layers follow the first author's program, which does without two layers of the paper's figure. Its training is not public: losses and training are those of EDCSTFN.</source>
        <translation type="vanished">网络层依照第一作者的程序，它省去了论文插图中的两层。其训练方式未公开：损失函数和训练方式取自 EDCSTFN。</translation>
    </message>
    <message>
        <source>Layers of each of the four dense blocks. 0 = as published: 4 in each, or 8, 12, 16 and 6 for the form of 2020. Smaller values are faster, but reduce the capacity of the network.</source>
        <translation type="vanished">四个稠密块各自的层数。0 取来源的数：每块 4 层，形式 2020 为 8、12、16 和 6。越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Layers of each of the four dense blocks. 0 takes the numbers of the source: 4 in each, or 8, 12, 16 and 6 for the form of 2020. Fewer are quicker and less able.</source>
        <translation type="vanished">四个稠密块各自的层数。0 取来源的数：每块 4 层，形式 2020 为 8、12、16 和 6。越少越快，但能力越弱。</translation>
    </message>
    <message>
        <source>Layers that the authors' program declares and never uses are left out; the edge loss takes any number of bands.</source>
        <translation type="vanished">作者程序中声明而从未使用的层被省去；边缘损失可用于任意数目的波段。</translation>
    </message>
    <message>
        <source>Learning from {count} dates: {days}.</source>
        <translation type="vanished">从 {count} 个日期学习：{days}。</translation>
    </message>
    <message>
        <source>Learning rate (0 = as the source)</source>
        <translation type="vanished">学习率（0 = 同原文）</translation>
    </message>
    <message>
        <source>Learns from</source>
        <translation type="vanished">学习对象</translation>
    </message>
    <message>
        <source>Learns from the scene itself, patch by patch, which fine change goes with which coarse change, as a pair of dictionaries with one sparse code; the coarse change of the target date is then written in these words.</source>
        <translation type="vanished">从场景自身逐图块学习哪种精细变化对应哪种粗变化，表示为共用一个稀疏编码的一对字典；然后用这些原子表示目标日期的粗变化。</translation>
    </message>
    <message>
        <source>Least change for a coefficient</source>
        <translation type="vanished">计算系数所需的最小变化</translation>
    </message>
    <message>
        <source>Least confidence</source>
        <translation type="vanished">最低置信度</translation>
    </message>
    <message>
        <source>Least error on what was held out</source>
        <translation type="vanished">留出数据上的最小误差</translation>
    </message>
    <message>
        <source>Least probability of a boundary</source>
        <translation type="vanished">边界最小概率</translation>
    </message>
    <message>
        <source>Least probability of a field</source>
        <translation type="vanished">农田最小概率</translation>
    </message>
    <message>
        <source>Leave empty for that of the fine image, whose pixels are then not resampled.</source>
        <translation type="vanished">留空：采用精细影像的坐标系，其像元保持不变。</translation>
    </message>
    <message>
        <source>Leaves out what lies before.</source>
        <translation type="vanished">不处理此日期之前的影像。</translation>
    </message>
    <message>
        <source>Leaves out what lies behind.</source>
        <translation type="vanished">不处理此日期之后的影像。</translation>
    </message>
    <message>
        <source>Limit for combining both pairs</source>
        <translation type="vanished">合并两个影像对的限值</translation>
    </message>
    <message>
        <source>Limits: a comparison tells about this scene and these dates; another landscape may turn the order round. Memory is that of the whole process beyond its start, on Linux and Windows.</source>
        <translation type="vanished">局限：比较只说明这个场景和这些日期；换一种景观，排序可能颠倒。内存为整个进程超出起始值的部分，适用于 Linux 和 Windows。</translation>
    </message>
    <message>
        <source>Limits: a network knows what it has seen. Weights of another region, season or sensor may be worse than FSDAF or STARFM, which need no training: compare them on a date that you know.</source>
        <translation type="vanished">局限：网络只懂得它见过的内容。其他地区、季节或传感器的权重可能不如无需训练的 FSDAF 或 STARFM：请在已知的日期上比较。</translation>
    </message>
    <message>
        <source>Limits: every date needs a coarse image on it or near it, and a prediction is only as good as its pairs; clouds need masks, which Prepare pair makes from quality bands.</source>
        <translation type="vanished">局限：每个日期当天或附近都要有粗影像，预测的好坏取决于影像对；云需要掩膜，可由“准备影像对”从质量波段生成。</translation>
    </message>
    <message>
        <source>Limits: every package is really loaded, so that a broken one is found; with torch that takes some seconds.</source>
        <translation type="vanished">局限：每个软件包都会真正加载，以便发现损坏的软件包；加载 torch 需要几秒钟。</translation>
    </message>
    <message>
        <source>Limits: it knows the fields that it has learnt: in another region, or with other sensors, it needs weights of its own. A CUDA device is advised; on a CPU train it with its size small.</source>
        <translation type="vanished">局限: 它只认识学习过的农田：换了区域或传感器，就需要另外的权重。建议使用 CUDA 设备；在 CPU 上训练时规模选 small。</translation>
    </message>
    <message>
        <source>Limits: one point-spread function for the whole image; real pixels grow and shift off nadir.</source>
        <translation type="vanished">局限：整幅影像使用同一个点扩散函数；真实像元在偏离星下点时会增大并移位。</translation>
    </message>
    <message>
        <source>Limits: simulated, no observation. It shows how methods behave, not how accurate they are on real land.</source>
        <translation type="vanished">局限：这是模拟而非观测。它显示方法的表现方式，而不是在真实地表上的精度。</translation>
    </message>
    <message>
        <source>Limits: what changed between both images, and clouds that no mask hides, lower the confidence. A coarse image that was enlarged before needs the ratio of its pixels stated.</source>
        <translation type="vanished">局限：两幅影像之间的变化以及未被掩膜的云会降低置信度。事先放大过的粗影像需要说明其像元之比。</translation>
    </message>
    <message>
        <source>Limits: where pixels do not coincide they are resampled, which smooths. Coarse grid own avoids it, for fusion methods bring coarse images onto the grid they need. Masks are as good as the quality layers.</source>
        <translation type="vanished">局限：像元不重合处会重采样，造成平滑。粗格网选 own 可避免，因为融合方法会自行把粗影像转换到所需格网。掩膜的好坏取决于质量图层。</translation>
    </message>
    <message>
        <source>List of the dates (series.json)</source>
        <translation type="vanished">日期清单（series.json）</translation>
    </message>
    <message>
        <source>Longest time (minutes)</source>
        <translation type="vanished">最长时间（分钟）</translation>
    </message>
    <message>
        <source>Longest time (minutes, 0 = no limit)</source>
        <translation type="vanished">最长时间（分钟，0 = 不限）</translation>
    </message>
    <message>
        <source>Longest training</source>
        <translation type="vanished">最长训练时间</translation>
    </message>
    <message>
        <source>Looks at QGIS, its Python, GDAL, rasterio, numpy, scipy, numba, torch, safetensors and the CUDA devices, and tells what is missing. It needs none of the packages itself.</source>
        <translation type="vanished">检查 QGIS、其 Python、GDAL、rasterio、numpy、scipy、numba、torch、safetensors 和 CUDA 设备，并说明缺少什么。它自身不需要其中任何软件包。</translation>
    </message>
    <message>
        <source>Loss of the training and error of the samples held out, for each stage. Dashed: what copying the reference (grey) and adding the coarse change (orange) come to on the same samples.</source>
        <translation type="vanished">各阶段的训练损失和留出样本的误差。虚线：在同样的样本上，直接复制参考影像（灰色）和加上粗影像变化（橙色）的误差。</translation>
    </message>
    <message>
        <source>Loss of the training and of the samples held out.</source>
        <translation type="vanished">训练损失和留出样本的损失。</translation>
    </message>
    <message>
        <source>Loss on features</source>
        <translation type="vanished">特征损失</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation type="vanished">生成软件</translation>
    </message>
    <message>
        <source>Make all dates anew</source>
        <translation type="vanished">重新计算所有日期</translation>
    </message>
    <message>
        <source>Makes a coarse image of a fine one: point-spread function, coarser pixels, bias and noise.</source>
        <translation type="vanished">由精细影像生成粗影像：点扩散函数、更粗的像元、偏差和噪声。</translation>
    </message>
    <message>
        <source>Makes a landscape of fields with their own seasons, forest, a river, a town and roads, with a change of land cover, and lets a Landsat-like and a MODIS-like sensor look at it on 2024-05-04, 2024-06-21 and 2024-08-08.</source>
        <translation type="vanished">生成一个景观：各有季节变化的农田、森林、河流、城镇和道路，以及一处土地覆盖变化，并由类 Landsat 和类 MODIS 传感器在 2024-05-04、2024-06-21 和 2024-08-08 观测。</translation>
    </message>
    <message>
        <source>Makes a pair and the coarse image of a target date ready, predicts the fine image of that date by STARFM, and compares it with the one that was observed.</source>
        <translation type="vanished">准备好一个影像对和目标日期的粗影像，用 STARFM 预测该日期的精细影像，并与观测到的影像比较。</translation>
    </message>
    <message>
        <source>Makes a simulated scene of two sensors with known truth, to try the fusion methods on.</source>
        <translation type="vanished">生成两种传感器的模拟场景，带已知真值，用来试用融合方法。</translation>
    </message>
    <message>
        <source>Makes the image that a coarse sensor would see of a fine one, to try a fusion method on with known truth: blurred by a point-spread function that is laid on each coarse pixel's centre, sampled, calibrated otherwise, noisy.</source>
        <translation type="vanished">生成粗传感器对一幅精细影像所见的影像，以便在真值已知时试用融合方法：以每个粗像元中心的点扩散函数模糊，采样，另行定标，并加噪声。</translation>
    </message>
    <message>
        <source>Makes two pairs ready and predicts the NDVI of every date that has a coarse image: those of the pairs, the target date, and the dates of further coarse images.</source>
        <translation type="vanished">准备好两个影像对，并预测每个有粗影像的日期的 NDVI：影像对的日期、目标日期和更多粗影像的日期。</translation>
    </message>
    <message>
        <source>Maps of each method's prediction and error</source>
        <translation type="vanished">各方法的预测影像和误差图</translation>
    </message>
    <message>
        <source>Margin of the blocks</source>
        <translation type="vanished">分块的边缘</translation>
    </message>
    <message>
        <source>Margin of the blocks is {surroundings} pixels; it must be a multiple of 8.</source>
        <translation type="vanished">分块的边缘为 {surroundings} 像元；必须是 8 的倍数。</translation>
    </message>
    <message>
        <source>Mask values '{text}' are not understood at '{rest}'; write values and ranges such as 3 8-11, bits such as bit 3, bit 4, or numbers in bits such as bits 8-9 = 2|3.</source>
        <translation type="vanished">无法理解掩膜值“{text}”，位于“{rest}”处；请写值和范围，例如 3 8-11，位，例如 bit 3, bit 4，或若干位中的数，例如 bits 8-9 = 2|3。</translation>
    </message>
    <message>
        <source>Mask values '{text}' ask for bits {first}-{last}; bits count from 0 to {highest}, upwards.</source>
        <translation type="vanished">掩膜值“{text}”要求位 {first}-{last}；位从 0 数到 {highest}，由低到高。</translation>
    </message>
    <message>
        <source>Mask values '{text}' have a range from {low:g} down to {high:g}; write the smaller first.</source>
        <translation type="vanished">掩膜值“{text}”的范围从 {low:g} 降到 {high:g}；请先写较小的。</translation>
    </message>
    <message>
        <source>Maximum number of additional rounds: a pixel that is masked in all pairs of a date is predicted from the next best pairs.</source>
        <translation type="vanished">若某像元在该日期的所有影像对中都被云遮挡，则由次优影像对预测，最多重复这么多次。</translation>
    </message>
    <message>
        <source>Maximum number of classes of ISODATA, number of classes of k-means. There must be many more coarse pixels than classes; the authors take 6.</source>
        <translation type="vanished">ISODATA 最多分这么多类，k-means 恰好这么多。粗像元数必须远多于类别数；作者取 6。</translation>
    </message>
    <message>
        <source>Mean of (Ep - Er) / (|Ep + Er| + 0.00001) over the pixels where the reference's edge Er is at or above its 0.9 quantile; E is Roberts' operator. Negative: smoothed. Positive: over-sharp or noisy.</source>
        <translation type="vanished">在参考影像的边缘 Er 达到其 0.9 分位数的像元上，(Ep - Er) / (|Ep + Er| + 0.00001) 的平均；E 为 Roberts 算子。负：被平滑。正：过锐或有噪声。</translation>
    </message>
    <message>
        <source>Mean of (Lp - Lr) / (|Lp + Lr| + 0.00001), L being the local binary pattern of a pixel's eight neighbours over 255. Negative: less texture than the reference.</source>
        <translation type="vanished">(Lp - Lr) / (|Lp + Lr| + 0.00001) 的平均，L 为像元八邻域的局部二值模式除以 255。负：纹理少于参考影像。</translation>
    </message>
    <message>
        <source>Mean of prediction minus reference; also called average difference (AD).</source>
        <translation type="vanished">预测减参考的平均；也称平均差（AD）。</translation>
    </message>
    <message>
        <source>Means over all bands{several}; RMSE, MAE and bias in stored units ({unit}); the best value of each column is marked. F0 (the nearest pair's fine image) and CP (the coarse image) are naive predictions. Only pixels that all methods predicted are compared. Time is that of a whole run, reading and writing included, the mean over the dates; memory is what the process took beyond what it held before. A method's first run on a machine compiles its kernels and takes longer. ERGAS with the pixel size factor {factor}.</source>
        <translation type="vanished">所有波段{several}的平均；RMSE、MAE 和偏差采用存储单位（{unit}）；各列的最佳值已标出。F0（最近影像对的精细影像）和 CP（粗影像）为朴素预测。只比较所有方法都预测出的像元。时间为整个运行的时间，含读写，为各日期的平均；内存为进程在原有之外所占的内存。方法在一台计算机上首次运行时要编译内核，用时较长。ERGAS 的像元大小因子为 {factor}。</translation>
    </message>
    <message>
        <source>Measures compare the pixels that are valid in both images, band by band; values for all bands are means over the bands. p is the prediction, r the reference.</source>
        <translation type="vanished">各指标逐波段比较两幅影像中均有效的像元；所有波段的值为各波段的平均。p 为预测影像，r 为参考影像。</translation>
    </message>
    <message>
        <source>Measures, maps, scatter plots and the all-round diagram on one page.</source>
        <translation type="vanished">指标、地图、散点图和全面评价图，都在一个页面上。</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation type="vanished">测量</translation>
    </message>
    <message>
        <source>Methods compared</source>
        <translation type="vanished">参与比较的方法数</translation>
    </message>
    <message>
        <source>Methods that failed</source>
        <translation type="vanished">失败的方法数</translation>
    </message>
    <message>
        <source>Methods that need pairs on both sides of a date may do with two on one side, at the ends of a series.</source>
        <translation type="vanished">需要日期两侧影像对的方法，在序列两端也可以使用同一侧的两对。</translation>
    </message>
    <message>
        <source>Methods that need pairs on both sides of a date may do with two on one side.</source>
        <translation type="vanished">需要日期两侧影像对的方法，也可以使用同一侧的两对。</translation>
    </message>
    <message>
        <source>Methods: all that the pairs allow, or those you choose. A method that wants fewer pairs gets the nearest ones. One that fails is told, and does not stop the others.</source>
        <translation type="vanished">方法：影像对允许的全部方法，或所选方法。需要较少影像对的方法取最近的影像对。失败的方法会被报告，不影响其他方法。</translation>
    </message>
    <message>
        <source>Methods: {count}; {dates} ({how}). Smallest RMSE: {best}, {rmse} ({unit}); bands, of which this is the mean: {bands}.</source>
        <translation type="vanished">方法数：{count}；{dates}（{how}）。RMSE 最小：{best}，{rmse}（{unit}）；为 {bands} 个波段的平均。</translation>
    </message>
    <message>
        <source>Minimum change for a coefficient</source>
        <translation type="vanished">计算系数所需的最小变化</translation>
    </message>
    <message>
        <source>Minimum number of classes of ISODATA. The authors ask for 4, but their Python program merges on below, which is better in small scenes.</source>
        <translation type="vanished">ISODATA 至少保留这么多类。作者要求 4 类，但其 Python 程序会合并到更少，这在小场景中更好。</translation>
    </message>
    <message>
        <source>Minimum number of classes of ISODATA. The authors recommend 4, but their Python program merges more classes, which is more accurate in small scenes.</source>
        <translation type="vanished">ISODATA 至少保留这么多类。作者要求 4 类，但其 Python 程序会合并到更少，这在小场景中更好。</translation>
    </message>
    <message>
        <source>Minimum probability of a boundary</source>
        <translation type="vanished">边界最小概率</translation>
    </message>
    <message>
        <source>Minimum probability of a field</source>
        <translation type="vanished">农田最小概率</translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="vanished">模型</translation>
    </message>
    <message>
        <source>Modules of each block</source>
        <translation type="vanished">每个块的模块数</translation>
    </message>
    <message>
        <source>Mosaic of dates</source>
        <translation type="vanished">多日期镶嵌影像</translation>
    </message>
    <message>
        <source>Most atoms that a patch is made of, with orthogonal matching pursuit.</source>
        <translation type="vanished">采用正交匹配追踪时，一个图块最多由多少个原子组成。</translation>
    </message>
    <message>
        <source>Most classes</source>
        <translation type="vanished">最多类别数</translation>
    </message>
    <message>
        <source>Most samples of an epoch</source>
        <translation type="vanished">每轮最多样本数</translation>
    </message>
    <message>
        <source>Moved coarse image</source>
        <translation type="vanished">移动后的粗影像</translation>
    </message>
    <message>
        <source>Multispectral image of a day with a panchromatic and a coarse one. Its bands, data type and nodata value become those of the result.</source>
        <translation type="vanished">同时有全色影像和粗影像那一天的多光谱影像。其波段、数据类型和无数据值即为结果所采用。</translation>
    </message>
    <message>
        <source>Names of coarse images</source>
        <translation type="vanished">粗影像的文件名</translation>
    </message>
    <message>
        <source>Names of fine images</source>
        <translation type="vanished">精细影像的文件名</translation>
    </message>
    <message>
        <source>Names of masks of coarse images</source>
        <translation type="vanished">粗影像掩膜的文件名</translation>
    </message>
    <message>
        <source>Names of masks of fine images</source>
        <translation type="vanished">精细影像掩膜的文件名</translation>
    </message>
    <message>
        <source>Names of panchromatic images</source>
        <translation type="vanished">全色影像名称</translation>
    </message>
    <message>
        <source>Names of the series</source>
        <translation type="vanished">序列影像名称</translation>
    </message>
    <message>
        <source>Names, nearest wavelength within 6 %, or order; auto tries them one after another.</source>
        <translation type="vanished">按名称、6 % 以内的最近波长或顺序；auto 依次尝试。</translation>
    </message>
    <message>
        <source>Needed with a truth; leave empty to leave out one pair after the other.</source>
        <translation type="vanished">有真值时需要；留空则逐对留出验证。</translation>
    </message>
    <message>
        <source>Needs: 1 pair of fine and coarse images</source>
        <translation type="vanished">需要：1 对精细影像与粗影像</translation>
    </message>
    <message>
        <source>Needs: a very fine image (1 to 3 m) of a day on which fields can be seen, dated images of a coarser sensor over the season, with pixels about 8 times as wide, and weights of Train network. Any grid, CRS and scale.</source>
        <translation type="vanished">需要: 一幅能看清农田的某日极高分辨率影像（1 至 3 m）、整个生长季中较粗传感器的带日期影像（像元约宽 8 倍），以及“训练网络”得到的权重。格网、坐标参考系和比例不限。</translation>
    </message>
    <message>
        <source>Needs: images as products deliver them, in any grid, order of bands and scale; quality layers mask clouds.</source>
        <translation type="vanished">需要：产品原样交付的影像，格网、波段顺序和比例系数不限；质量图层用于掩膜云。</translation>
    </message>
    <message>
        <source>Needs: images as products deliver them, in any grid, order of bands and scale; quality layers mask clouds. Further coarse images must be prepared already, or have the bands of the prepared ones in the same order and scale.</source>
        <translation type="vanished">需要：产品原样交付的影像，格网、波段顺序和比例系数不限；质量图层用于掩膜云。更多粗影像须事先准备好，或波段、顺序和比例系数与准备好的影像相同。</translation>
    </message>
    <message>
        <source>Needs: the two images. Quality layers mask clouds; a band of the image that is named as one (QA_PIXEL, SCL, state_1km, Fmask) is found by itself. Bands that come one by one are added under further bands; pixels of another size are brought onto the first raster's grid.</source>
        <translation type="vanished">需要：两幅影像。质量图层用于掩膜云；影像中按质量图层命名的波段（QA_PIXEL、SCL、state_1km、Fmask）会自动找到。逐波段分发的影像在“其他波段”中添加；像元大小不同的栅格会转换到第一个栅格的格网。</translation>
    </message>
    <message>
        <source>Needs: two folders or lists of dated images, fine and coarse, of one area; at least two dates, better ten or more that show the seasons. Dates without a partner are left out, and the log says so.</source>
        <translation type="vanished">需要：同一地区带日期的精细影像与粗影像两个文件夹或列表；至少两个日期，最好十个或更多且能反映季节变化。没有配对的日期会被舍去，日志会说明。</translation>
    </message>
    <message>
        <source>Needs: two folders or lists, of fine images (Landsat, Sentinel-2, ...) and of coarse ones (MODIS, Sentinel-3, ...), one raster a date. Dates are read from layers, tags or file names.</source>
        <translation type="vanished">需要：两个文件夹或列表，分别为精细影像（Landsat、Sentinel-2 等）和粗影像（MODIS、Sentinel-3 等），每个日期一个栅格。日期从图层、标签或文件名读取。</translation>
    </message>
    <message>
        <source>Needs: two folders or lists, of fine images (Landsat, Sentinel-2, ...) and of coarse ones (MODIS, Sentinel-3, ...), one raster a date. Dates are read from layers, tags, file names or folder names; all results have the grid of the first fine image.</source>
        <translation type="vanished">输入：两个文件夹或列表，分别为精细影像（Landsat、Sentinel-2 等）和粗影像（MODIS、Sentinel-3 等），每个日期一个栅格。日期从图层、标签、文件名或文件夹名读取；所有结果都采用第一幅精细影像的格网。</translation>
    </message>
    <message>
        <source>Needs: {} or more pairs of fine and coarse images</source>
        <translation type="vanished">需要：{} 对或更多的精细影像与粗影像</translation>
    </message>
    <message>
        <source>Needs: {} pairs of fine and coarse images</source>
        <translation type="vanished">需要：{} 对精细影像与粗影像</translation>
    </message>
    <message>
        <source>Needs: {} to {} pairs of fine and coarse images</source>
        <translation type="vanished">需要：{} 到 {} 对精细影像与粗影像</translation>
    </message>
    <message>
        <source>Nested: coarse pixels of whole fine ones, the image's own where they fit. Fine: the fine grid. Own: the coarse image's own pixels and CRS, only clipped.</source>
        <translation type="vanished">nested：由整数个精细像元组成的粗像元，合适时即影像自身的像元。fine：精细格网。own：粗影像自身的像元和坐标系，只作裁剪。</translation>
    </message>
    <message>
        <source>Network and training are those of GAN-STFM, after its authors' code; cutting and splicing follow abstract and figure. The sizes of core and margin are set here; patches to train with are as large as a block.</source>
        <translation type="vanished">网络和训练方式即 GAN-STFM 的，依照其作者的代码；裁切与拼接依照摘要和插图。核心与边缘的尺寸由本软件设定；训练图块与分块一样大。</translation>
    </message>
    <message>
        <source>No band of the coarse image ({coarse}) matches one of the fine image ({fine}); choose the sensors, or state in Bands the pairs of band numbers, such as 2:4 3:1.</source>
        <translation type="vanished">粗影像（{coarse}）没有波段与精细影像（{fine}）的波段匹配；请选择传感器，或在“波段”中给出波段号的配对，例如 2:4 3:1。</translation>
    </message>
    <message>
        <source>No better validation for {patience} epochs; the stage '{name}' ends.</source>
        <translation type="vanished">{patience} 轮没有更好的验证结果；阶段“{name}”结束。</translation>
    </message>
    <message>
        <source>No coarse image is within {tolerance} days of {day}.</source>
        <translation type="vanished">{day} 前后 {tolerance} 天内没有粗影像。</translation>
    </message>
    <message>
        <source>No date is given; give at least one day to simulate.</source>
        <translation type="vanished">没有给出日期；请至少给出一天用于模拟。</translation>
    </message>
    <message>
        <source>No date is left to predict: the coarse images are of {coarse_span}, the fine ones of {fine_span}; choose other dates, start or end.</source>
        <translation type="vanished">没有可预测的日期：粗影像的日期为 {coarse_span}，精细影像的日期为 {fine_span}；请选择其他日期、起始或结束日期。</translation>
    </message>
    <message>
        <source>No fine image has a coarse image within {days} days, so that there is no pair to predict from; check the dates.</source>
        <translation type="vanished">没有精细影像在 {days} 天内有粗影像，因此没有可用于预测的影像对；请检查日期。</translation>
    </message>
    <message>
        <source>No fine image has a coarse image within {days} days, so that there is nothing to learn from; check the dates.</source>
        <translation type="vanished">没有精细影像在 {days} 天内有粗影像，因此没有可学习的数据；请检查日期。</translation>
    </message>
    <message>
        <source>No good coarse image of the date of the fine image is available, and you also need the uncertainty. A large CUDA device and a large series for training are available.</source>
        <translation type="vanished">精细影像没有好的配对粗影像，且还想知道不确定性：抽取多个预测。需有大的 CUDA 设备和大的序列可供训练。</translation>
    </message>
    <message>
        <source>No good coarse image of the date of the fine image is available: only the coarse image of the target date and a fine image are used. Use the same coarse image for the pair.</source>
        <translation type="vanished">精细影像没有好的配对粗影像：只看目标日期的粗影像和某一幅精细影像。配对粗影像可给出同一幅。</translation>
    </message>
    <message>
        <source>No good coarse image of the date of the fine image is available: only the coarse image of the target date and a fine image are used. Use the same coarse image for the pair. It is smaller and faster than GAN-STFM.</source>
        <translation type="vanished">精细影像没有好的配对粗影像：只看目标日期的粗影像和某一幅精细影像。配对粗影像可给出同一幅。它比 GAN-STFM 更小更快。</translation>
    </message>
    <message>
        <source>No method could be tried; the messages above tell why.</source>
        <translation type="vanished">没有方法可以试用；原因见上面的消息。</translation>
    </message>
    <message>
        <source>No part of the images that are kept for validation is valid; choose other dates, or another share.</source>
        <translation type="vanished">留作验证的影像没有有效部分；请选择其他日期，或其他比例。</translation>
    </message>
    <message>
        <source>No pixel could be compared in {names}; overall values leave it out.</source>
        <translation type="vanished">{names} 中没有可比较的像元；总体值不含这些波段。</translation>
    </message>
    <message>
        <source>No pixel could be predicted: fine image, coarse image and masks leave no pixel valid on all dates.</source>
        <translation type="vanished">没有能预测的像元：精细影像、粗影像和掩膜之后，没有在所有日期均有效的像元。</translation>
    </message>
    <message>
        <source>No pixel is valid in both images; check the masks, the nodata values and the area.</source>
        <translation type="vanished">没有在两幅影像中均有效的像元；请检查掩膜、无数据值和区域。</translation>
    </message>
    <message>
        <source>No pixel is valid in both images; look at the masks, the nodata values and the area.</source>
        <translation type="vanished">没有在两幅影像中均有效的像元；请检查掩膜、无数据值和区域。</translation>
    </message>
    <message>
        <source>No program of the authors is public, and the papers' text was not to be had. The date with less change is told by normalised differences of all pairs of bands instead of the built-up index, which needs bands known by name. The mean coarse change is taken over unchanged; only departures from it are coded. Codes and fine atoms are damped, so that few samples do not make wild predictions (options). With one pair, the first layer works on pixels of about the square root of the ratio, and learns from gradients of the coarse image.</source>
        <translation type="vanished">作者没有公开程序，也未能获得论文全文。变化较小的日期由所有波段对的归一化差异判定，而不用需要已知波段名的建筑指数。粗变化的均值原样保留，只对偏离均值的部分编码。编码和精细原子带有阻尼，以免少量样本造成过激的预测（可选）。只有一对时，第一层在约为像元比平方根大小的像元上工作，并从粗影像的梯度学习。</translation>
    </message>
    <message>
        <source>Nodata: weights are renormalised at the border and over valid pixels; a coarse pixel is nodata where less than half of the weight is valid. No gap spreads further.</source>
        <translation type="vanished">无数据：权重在边界处和有效像元上重新归一化；有效权重不到一半的粗像元为无数据。缺失不会进一步扩散。</translation>
    </message>
    <message>
        <source>Noise belongs to the place of a pixel and to the seed: the same numbers give the same image, whatever the machine and the size of blocks.</source>
        <translation type="vanished">噪声取决于像元位置和种子：相同的数给出相同的影像，与机器和分块大小无关。</translation>
    </message>
    <message>
        <source>Noise level is {noise}; give a reflectance of 0 or more, such as 0.005.</source>
        <translation type="vanished">噪声水平为 {noise}；请给出 0 或更大的反射率，例如 0.005。</translation>
    </message>
    <message>
        <source>None of the methods {methods} can work with {count} pairs; choose others.</source>
        <translation type="vanished">方法 {methods} 都不能用 {count} 个影像对；请选择其他方法。</translation>
    </message>
    <message>
        <source>Normalisation of changes</source>
        <translation type="vanished">变化的归一化</translation>
    </message>
    <message>
        <source>Not enough memory for a block of {rows} x {cols} pixels; going on with halves. A smaller block size avoids this.</source>
        <translation type="vanished">内存不够处理 {rows} x {cols} 像元的分块；改用一半大小继续。设置较小的分块大小可避免此情况。</translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation type="vanished">没有缺少任何软件包。</translation>
    </message>
    <message>
        <source>Number of dates that are there</source>
        <translation type="vanished">已有结果的日期数</translation>
    </message>
    <message>
        <source>Number of dates that failed</source>
        <translation type="vanished">失败的日期数</translation>
    </message>
    <message>
        <source>Number of the near infrared band, for a loss on the NDVI; 0 for none.</source>
        <translation type="vanished">近红外波段的波段号，用于 NDVI 损失；0 表示不用。</translation>
    </message>
    <message>
        <source>Number of the red band, for a loss on the NDVI; 0 for none. Needs the near infrared band, and the range of values reflectance.</source>
        <translation type="vanished">红波段的波段号，用于 NDVI 损失；0 表示不用。需要近红外波段，且值的范围为 reflectance。</translation>
    </message>
    <message>
        <source>Number of time steps between image and noise in the training. The usual number; that of the paper is not known.</source>
        <translation type="vanished">训练时把从影像到噪声的过程分为多少步。取通常的数；论文的数目不详。</translation>
    </message>
    <message>
        <source>Numbers of the fine image's bands: red, nir for NDVI; blue, red, nir for EVI; green, nir for NDWI. Empty finds them by their names.</source>
        <translation type="vanished">精细影像的波段号：NDVI 为红、近红外；EVI 为蓝、红、近红外；NDWI 为绿、近红外。留空则按波段名查找。</translation>
    </message>
    <message>
        <source>Observed fine image of the same day, taken as the truth.</source>
        <translation type="vanished">同一天观测到的精细影像，视为真值。</translation>
    </message>
    <message>
        <source>On CUDA devices that can, most of the computing is done with half as many bits: faster, and as accurate.</source>
        <translation type="vanished">在支持的 CUDA 设备上，大部分计算只用一半的位数：更快，精度相同。</translation>
    </message>
    <message>
        <source>On a CPU a network of the size of its source learns slowly; SIZE=small learns more in the same time.</source>
        <translation type="vanished">在 CPU 上，与其来源同规模的网络学得很慢；SIZE=small 在同样的时间里学得更多。</translation>
    </message>
    <message>
        <source>One GeoTIFF a date and series.json are written here. Dates that are there from an earlier run are kept.</source>
        <translation type="vanished">每个日期的 GeoTIFF 和 series.json 写到这里。以前运行得到的日期会保留。</translation>
    </message>
    <message>
        <source>One GeoTIFF a date and series.json are written here. Dates that are there from an earlier run are kept. Folders of input images are refused.</source>
        <translation type="vanished">每个日期一个 GeoTIFF 和 series.json 写在这里。以前运行已有的日期会保留。不接受输入影像所在的文件夹。</translation>
    </message>
    <message>
        <source>One HTML page with everything in it, which opens without a network.</source>
        <translation type="vanished">一个 HTML 页面，内容齐全，无需网络即可打开。</translation>
    </message>
    <message>
        <source>One encoder reads the fine image of a pair, another what has changed since; the sum of their features is decoded to the fine image of the target date. With two pairs their features are weighted by how little has changed since.</source>
        <translation type="vanished">一个编码器读取影像对的精细影像，另一个读取此后的变化；两者特征之和解码为目标日期的精细影像。有两对时，按此后变化的大小对其特征加权。</translation>
    </message>
    <message>
        <source>One field of noise is drawn for the whole scene, so that tiles agree where they overlap; the moving average of the weights is taken after each step. A layer that the authors' program never uses is left out.</source>
        <translation type="vanished">对整个场景抽取一个噪声场，使图块在重叠处一致；每一步之后取权重的滑动平均。作者程序中从未使用的一层被省去。</translation>
    </message>
    <message>
        <source>One network makes coarse images finer, a second one finds fine differences between them, a third one finds the long difference from both fine images and holds the others to it while training.</source>
        <translation type="vanished">第一个网络使粗影像变细，第二个求它们之间的精细差异，第三个由两幅精细影像求长时段差异，并在训练时约束前两者。</translation>
    </message>
    <message>
        <source>One network maps coarse images to an intermediate resolution, a second one maps these to fine images. In two passes, the detail of both pairs is added to the prediction for the target date.</source>
        <translation type="vanished">一个网络把粗影像映射为介于两种分辨率之间的过渡影像，另一个网络再把它变为精细影像。分两步把两个影像对的细节加到目标日期的预测上。</translation>
    </message>
    <message>
        <source>One network maps coarse images to transitional ones between both resolutions, another makes these fine. In two passes the detail of both pairs is added to what was predicted for the target date.</source>
        <translation type="vanished">一个网络把粗影像映射为介于两种分辨率之间的过渡影像，另一个网络再把它变为精细影像。分两步把两个影像对的细节加到目标日期的预测上。</translation>
    </message>
    <message>
        <source>One or more fine images; each is matched with the coarse image of its date.</source>
        <translation type="vanished">一幅或多幅精细影像；每幅与同日期的粗影像配对。</translation>
    </message>
    <message>
        <source>One pair and a CUDA device are available, and the image has any size: the network uses full resolution throughout and has no statistics per tile.</source>
        <translation type="vanished">有一个影像对、任意大小的影像和 CUDA 设备：网络始终保持全分辨率，没有属于图块的统计量。</translation>
    </message>
    <message>
        <source>One pair and a series for training are available, and the changes are repeated over the scene, such as those of one crop.</source>
        <translation type="vanished">有一个影像对和可供训练的序列，且变化在场景中重复出现，如同类作物。</translation>
    </message>
    <message>
        <source>One pair is enough, land cover keeps its kind between the dates, and fields are larger than a coarse pixel or lie among others of their kind. It is fast, robust and the usual baseline.</source>
        <translation type="vanished">只有一个影像对，土地覆盖在两个日期之间类型不变，且地块大于粗像元或处于同类地块之中。它是常用的基准方法，快速而稳健。</translation>
    </message>
    <message>
        <source>One pair is enough, land cover keeps its kind between the dates, and fields are larger than a coarse pixel or lie among others of their kind. It is the usual baseline, quick, and hard to upset.</source>
        <translation type="vanished">只有一个影像对，土地覆盖在两个日期之间类型不变，且地块大于粗像元或处于同类地块之中。它是常用的基准方法，快速而稳健。</translation>
    </message>
    <message>
        <source>One polygon for each field with its number, area in square metres and mean probability, best as GeoPackage. Without a name none are drawn.</source>
        <translation type="vanished">每块农田一个多边形，带编号、面积（平方米）和平均概率，最好存为 GeoPackage。不给名称则不绘制。</translation>
    </message>
    <message>
        <source>Only inputs, outputs and what the discriminator sees are known from the paper's figure; layers, losses and training are set here. The two references are dates on either side of the wanted one where there are such.</source>
        <translation type="vanished">论文插图只给出输入、输出以及判别器所见内容；网络层、损失函数和训练方式由本软件设定。两幅参考影像尽可能取目标日期两侧的日期。</translation>
    </message>
    <message>
        <source>Only needed where neither layer, tags nor file name tell it.</source>
        <translation type="vanished">仅当图层、标签和文件名都不含日期时才需要。</translation>
    </message>
    <message>
        <source>Only needed where neither layers, tags nor file names tell it, or tell it wrongly.</source>
        <translation type="vanished">仅当图层、标签和文件名都不含日期或日期有误时才需要。</translation>
    </message>
    <message>
        <source>Only old fine images are available, or no good coarse images of their dates, together with a CUDA device and a series of three or more dates for training.</source>
        <translation type="vanished">只有旧的或没有好的配对粗影像的精细影像，并有 CUDA 设备和三个或更多日期的序列可供训练。</translation>
    </message>
    <message>
        <source>Only old fine images are there, or such without a good coarse partner, and you have a CUDA device and a series of three or more dates to train with.</source>
        <translation type="vanished">只有旧的或没有好的配对粗影像的精细影像，并有 CUDA 设备和三个或更多日期的序列可供训练。</translation>
    </message>
    <message>
        <source>Only one pair is available (EDCSTFN with weights, FSDAF), or land cover changes temporarily between the pairs, which neither pair shows.</source>
        <translation type="vanished">只有一个影像对（用带权重的 EDCSTFN 或 FSDAF），或土地覆盖在两对之间变化数周后又恢复：两对都没有显示。</translation>
    </message>
    <message>
        <source>Option {name} is '{text}'; write yes or no.</source>
        <translation type="vanished">选项 {name} 为“{text}”；请写 yes 或 no。</translation>
    </message>
    <message>
        <source>Option {name} is '{text}'; write {kind}.</source>
        <translation type="vanished">选项 {name} 为“{text}”；请写{kind}。</translation>
    </message>
    <message>
        <source>Options '{part}' are not understood; write the id of a method and its options, such as starfm: WINDOW=31; CLASSES=6, and | between methods.</source>
        <translation type="vanished">无法理解选项“{part}”；请写方法的标识及其选项，例如 starfm: WINDOW=31; CLASSES=6，方法之间用 |。</translation>
    </message>
    <message>
        <source>Options of the method: '{part}' is not understood; write NAME=value; NAME=value.</source>
        <translation type="vanished">方法的选项：无法理解“{part}”；请写 NAME=value; NAME=value。</translation>
    </message>
    <message>
        <source>Others: DiffSTSF needs the panchromatic image of each date as well. DSTFNet, which delineates fields, takes one very fine image as the fine one, the series as coarse images, and drawn fields; dates held out, masks and mixed dates mean nothing to it.</source>
        <translation type="vanished">其他：DiffSTSF 还需要每个日期的全色影像。勾绘农田的 DSTFNet 以一幅极高分辨率影像作精细影像，以序列作粗影像，并需要已勾绘的农田；留出日期、掩膜和混合日期对它不起作用。</translation>
    </message>
    <message>
        <source>Outliers left out</source>
        <translation type="vanished">剔除的异常值</translation>
    </message>
    <message>
        <source>Output file for the weights. The training state to resume from is written beside it, ending in .resume.safetensors.</source>
        <translation type="vanished">权重的写出位置。可继续训练的状态文件在其旁边，以 .resume.safetensors 结尾。</translation>
    </message>
    <message>
        <source>Outputs: a raster of three bands from 0 to 1, the probability of a field, that of a boundary, and the distance to the edge of the field over the largest in it; and, if requested, the outlines as polygons with area and mean probability.</source>
        <translation type="vanished">结果: 取值 0 至 1 的三波段栅格：农田概率、边界概率，以及到农田边缘的距离与其最大值之比；如有需要，还给出带面积和平均概率的多边形轮廓。</translation>
    </message>
    <message>
        <source>Outputs: both images as GeoTIFF, ready for any fusion method; numbers of hidden and valid pixels; a text of what was done; and, if requested, a mask of the pixels invalid in either image.</source>
        <translation type="vanished">输出：两幅 GeoTIFF 影像，可直接用于任何融合方法；隐藏和有效像元的数目；处理过程的说明；需要时还有任一影像无效像元的掩膜。</translation>
    </message>
    <message>
        <source>Outputs: one GeoTIFF per date, and series.json listing the pairs, the share of predicted pixels, or the reason of a failure for each date. The layers are loaded as one group, each shown until the next date: open the Temporal Controller and press Play.</source>
        <translation type="vanished">输出：文件夹中每个日期一个 GeoTIFF，以及 series.json，其中说明每个日期所用的影像对、已预测像元的比例或失败原因。图层归入一组，每个图层显示到下一个日期为止：打开时态控制器并点击播放即可。</translation>
    </message>
    <message>
        <source>Outputs: the coarse image with all its bands and values, its position corrected; or resampled onto its old grid; the shift in map units of the coarse image and in fine pixels, right and down; and a confidence.</source>
        <translation type="vanished">输出：位置已校正、保留全部波段和数值的粗影像；或重采样到原格网的影像；以粗影像地图单位和精细像元（向右、向下）表示的偏移；以及置信度。</translation>
    </message>
    <message>
        <source>Outputs: the coarse image, from the fine image's corner, in type, scale and nodata value of the fine one, dated; and, if requested, the same with its pixels repeated on the fine grid.</source>
        <translation type="vanished">输出：从精细影像角点起算的粗影像，数据类型、比例系数和无数据值同精细影像，并带日期；需要时还有在精细格网上重复像元的同一影像。</translation>
    </message>
    <message>
        <source>Outputs: the fine image of the target date, on the grid and in the type of fine image 1, dated for the Temporal Controller.</source>
        <translation type="vanished">输出：目标日期的精细影像，格网和类型同精细影像 1，并带有供时态控制器使用的日期。</translation>
    </message>
    <message>
        <source>Outputs: the fine image of the target date, on the grid of panchromatic image 1 and in the type of fine image 1, dated for the Temporal Controller.</source>
        <translation type="vanished">结果: 目标日期的精细影像，采用全色影像 1 的格网和精细影像 1 的类型，并带有供时态控制器使用的日期。</translation>
    </message>
    <message>
        <source>Outputs: weights (safetensors, which cannot contain executable code), a report with losses, validation errors, sample patches and the configuration, and beside the weights a training state to resume from, ending in .resume.safetensors.</source>
        <translation type="vanished">输出：权重（safetensors：只含数字，其中没有可执行的内容）、含损失、留出误差、样本图块和配置的报告，以及权重旁边以 .resume.safetensors 结尾、可继续训练的状态文件。</translation>
    </message>
    <message>
        <source>Overlap of patches</source>
        <translation type="vanished">图块重叠</translation>
    </message>
    <message>
        <source>Overlap of patches is {overlap} pixels and patches have {patch}; it must be smaller.</source>
        <translation type="vanished">图块重叠为 {overlap} 像元，图块为 {patch}；重叠必须更小。</translation>
    </message>
    <message>
        <source>Packages in {target} cannot be replaced ({cause}); start QGIS again and install before anything else is run, or delete that folder while QGIS is closed.</source>
        <translation type="vanished">{target} 中的软件包无法替换（{cause}）；请重新启动 QGIS 并在运行其他任务之前安装，或在 QGIS 关闭时删除该文件夹。</translation>
    </message>
    <message>
        <source>Pairs for a date (0 = automatic)</source>
        <translation type="vanished">每个日期的影像对数（0 = 自动）</translation>
    </message>
    <message>
        <source>Pairs that are farther away are not used for a date.</source>
        <translation type="vanished">距离更远的影像对不用于该日期。</translation>
    </message>
    <message>
        <source>Panchromatic image of the same day as fine image {}: one band with finer pixels. The result has the grid of the first one.</source>
        <translation type="vanished">与精细影像 {} 同一天的全色影像：一个波段，像元更细。结果采用第一幅全色影像的格网。</translation>
    </message>
    <message>
        <source>Panchromatic image {} is missing; this method needs one of the same day as each fine image.</source>
        <translation type="vanished">缺少全色影像 {}；此方法要求每幅精细影像都有同一天的全色影像。</translation>
    </message>
    <message>
        <source>Panchromatic images of the same dates as the fine ones, beside those of the folder or instead of it.</source>
        <translation type="vanished">与精细影像同日期的全色影像，可与文件夹中的影像并用或代替之。</translation>
    </message>
    <message>
        <source>Passes through the network for each draw. 10 as published; more change little, fewer are faster.</source>
        <translation type="vanished">每次抽样通过网络的次数。发表时为 10；更多变化不大，更少则更快。</translation>
    </message>
    <message>
        <source>Passes through the network for each draw. 10 as published; more change little, fewer are quicker.</source>
        <translation type="vanished">每次抽样通过网络的次数。发表时为 10；更多变化不大，更少则更快。</translation>
    </message>
    <message>
        <source>Passes through the network for each draw. 250 as published; fewer are faster.</source>
        <translation type="vanished">每次抽样通过网络的遍数。发表值为 250；越少越快。</translation>
    </message>
    <message>
        <source>Passes through the network for each draw. 250 as published; fewer are quicker.</source>
        <translation type="vanished">每次抽样通过网络的遍数。发表值为 250；越少越快。</translation>
    </message>
    <message>
        <source>Passes through the network for each draw. More change little, fewer are faster; the number of the paper is not known.</source>
        <translation type="vanished">每次抽样通过网络的次数。更多变化不大，更少则更快；论文的数目不详。</translation>
    </message>
    <message>
        <source>Passes through the network for each draw. More change little, fewer are quicker; the number of the paper is not known.</source>
        <translation type="vanished">每次抽样通过网络的次数。更多变化不大，更少则更快；论文的数目不详。</translation>
    </message>
    <message>
        <source>Patch of the network</source>
        <translation type="vanished">网络的图块</translation>
    </message>
    <message>
        <source>Patch of the network is {edge} fine pixels; it must be a multiple of 16.</source>
        <translation type="vanished">网络的图块为 {edge} 个精细像元；必须是 16 的倍数。</translation>
    </message>
    <message>
        <source>Patch of the network is {edge} fine pixels; it must be a multiple of 4.</source>
        <translation type="vanished">网络的图块为 {edge} 个精细像元；必须是 4 的倍数。</translation>
    </message>
    <message>
        <source>Patch size (fine pixels, 0 = as the source)</source>
        <translation type="vanished">图块大小（精细像元，0 = 同原文）</translation>
    </message>
    <message>
        <source>Patches of {edge} pixels need batches of at least {least}; choose a larger batch size, or larger patches.</source>
        <translation type="vanished">{edge} 像元的图块要求批大小至少为 {least}；请选择更大的批大小，或更大的图块。</translation>
    </message>
    <message>
        <source>Patches that the dictionaries of a band are trained with, drawn from the whole scene.</source>
        <translation type="vanished">训练某波段字典所用的图块数，从整个场景抽取。</translation>
    </message>
    <message>
        <source>Patches that the network did not learn from, found and true</source>
        <translation type="vanished">网络未学习过的图块，求得的与真实的</translation>
    </message>
    <message>
        <source>Patches that the network did not learn from, predicted and true</source>
        <translation type="vanished">网络未学习过的图块，预测的与真实的</translation>
    </message>
    <message>
        <source>Patches that were held out</source>
        <translation type="vanished">留出的图块</translation>
    </message>
    <message>
        <source>Patterns that patches are put together of, for the first estimate. More take longer.</source>
        <translation type="vanished">用于初始估计、组成图块的模式数。越多用时越长。</translation>
    </message>
    <message>
        <source>Penalty of l1 minimisation</source>
        <translation type="vanished">l1 最小化的惩罚系数</translation>
    </message>
    <message>
        <source>Perceptrons</source>
        <translation type="vanished">感知机</translation>
    </message>
    <message>
        <source>Perceptrons over the pixels of a patch, at four resolutions, turn coarse change and a fine image into fine change; the network is trained again for each scene, from its two pairs alone.</source>
        <translation type="vanished">在四种分辨率上作用于图块像元的感知机，把粗变化和精细影像转换为精细变化；网络对每个场景仅由其两个影像对重新训练。</translation>
    </message>
    <message>
        <source>Perceptrons over the pixels of a patch, at four resolutions, turn coarse change and a fine image into fine change; the network is trained anew for each scene, from its two pairs alone.</source>
        <translation type="vanished">在四种分辨率上作用于图块像元的感知机，把粗变化和精细影像转换为精细变化；网络对每个场景仅由其两个影像对重新训练。</translation>
    </message>
    <message>
        <source>Pixels below it are what fields grow from. Less separates more fields, and loses thin ones.</source>
        <translation type="vanished">低于此值的像元是农田生长的起点。取值越小分开的农田越多，但会丢失狭窄的农田。</translation>
    </message>
    <message>
        <source>Pixels compared</source>
        <translation type="vanished">参与比较的像元数</translation>
    </message>
    <message>
        <source>Point-spread functions: gaussian (standard deviation 0.5 coarse pixel, which is 1.18 pixels at half maximum, cut at three of them), box (the plain mean), modis (a triangle of two pixels along scan, which runs along rows, and one pixel along track).</source>
        <translation type="vanished">点扩散函数：gaussian（标准差 0.5 个粗像元，即半高宽 1.18 个像元，在三倍标准差处截断）、box（简单平均）、modis（沿扫描方向即行方向为两个像元的三角形，沿轨方向为一个像元）。</translation>
    </message>
    <message>
        <source>Predict at regular dates, counted from the first date or the first coarse image, instead of those named above.</source>
        <translation type="vanished">不用上面指定的日期，而从起始日期或第一幅粗影像起按固定间隔预测。</translation>
    </message>
    <message>
        <source>Prediction and reference ({colours}), with one stretch, from the 2nd to the 98th percentile of the reference; and their difference. Grey: not compared.{shrunk}</source>
        <translation type="vanished">预测影像与参考影像（{colours}），采用同一拉伸，由参考影像的第 2 到第 98 百分位数确定；以及两者之差。灰色：未比较。{shrunk}</translation>
    </message>
    <message>
        <source>Prediction and reference have different scales; differences are told in the units of the reference.</source>
        <translation type="vanished">预测影像与参考影像的比例不同；差值以参考影像的单位给出。</translation>
    </message>
    <message>
        <source>Prediction and uncertainty are both to be written to {output}; give one another name.</source>
        <translation type="vanished">预测影像和不确定性都要写到 {output}；请为其中一个另取名称。</translation>
    </message>
    <message>
        <source>Predictions are kept within. auto: reflectance from 0 to 1, wider where the inputs are. Or the lowest and the highest value, such as 0 1.</source>
        <translation type="vanished">预测保持在该范围内。auto：反射率 0 到 1，输入更宽时随之放宽。或最低值和最高值，例如 0 1。</translation>
    </message>
    <message>
        <source>Predictions cannot be kept in {folder} ({strerror}); choose another folder.</source>
        <translation type="vanished">预测结果无法保存到 {folder}（{strerror}）；请另选文件夹。</translation>
    </message>
    <message>
        <source>Predictions that are drawn; their mean is the result, and from two on their standard deviation is the uncertainty. Time grows with them.</source>
        <translation type="vanished">抽取的预测数；其均值为结果，两个及以上时其标准差为不确定性。用时随之增加。</translation>
    </message>
    <message>
        <source>Predicts fine images for many dates and loads them as an animated group.</source>
        <translation type="vanished">预测多个日期的精细影像，并作为可动画播放的图层组加载。</translation>
    </message>
    <message>
        <source>Predicts on the grid of a panchromatic image: begins with noise and removes it in steps, guided by the panchromatic and the multispectral image of one date and the wide-field image of the target date. Several draws estimate the uncertainty.</source>
        <translation type="vanished">在全色影像的格网上预测：从噪声开始，分若干步去除，同时参看某一日期的全色影像和多光谱影像以及目标日期的宽幅影像。多次抽样说明其可靠程度。</translation>
    </message>
    <message>
        <source>Predicts on the grid of a panchromatic image: begins with noise and takes it away in some steps, while it looks at the panchromatic and the multispectral image of one date and at the wide-field image of the target date. Several draws tell how sure it is.</source>
        <translation type="vanished">在全色影像的格网上预测：从噪声开始，分若干步去除，同时参看某一日期的全色影像和多光谱影像以及目标日期的宽幅影像。多次抽样说明其可靠程度。</translation>
    </message>
    <message>
        <source>Predicts the fine image of every date that has a coarse image, or of the dates you name, with any fusion method. For each date the best pairs are chosen; what dates have in common is computed once.</source>
        <translation type="vanished">用任一融合方法预测每个有粗影像的日期，或您指定的日期。为每个日期选择最佳影像对；各日期共用的部分只计算一次。</translation>
    </message>
    <message>
        <source>Prepared coarse images of more days, in any order; their dates are read from layers, tags or names.</source>
        <translation type="vanished">更多日期的已准备粗影像，顺序不限；日期从图层、标签或文件名读取。</translation>
    </message>
    <message>
        <source>Prepares a pair and a target date, predicts by STARFM, and assesses the prediction.</source>
        <translation type="vanished">准备一个影像对和一个目标日期，用 STARFM 预测并评价结果。</translation>
    </message>
    <message>
        <source>Purest coarse pixels for each class</source>
        <translation type="vanished">每类最纯的粗像元数</translation>
    </message>
    <message>
        <source>Quality layer (QA_PIXEL, SCL, state_1km, ...) that tells clouds; empty where the image holds it, or has none.</source>
        <translation type="vanished">标出云的质量图层（QA_PIXEL、SCL、state_1km 等）；影像自身含有或没有时留空。</translation>
    </message>
    <message>
        <source>Quality layer (QA_PIXEL, SCL, state_1km, ...) with clouds; leave empty if the image contains it, or has none.</source>
        <translation type="vanished">标出云的质量图层（QA_PIXEL、SCL、state_1km 等）；影像自身含有或没有时留空。</translation>
    </message>
    <message>
        <source>Quality layer of the target's coarse image</source>
        <translation type="vanished">目标日期粗影像的质量图层</translation>
    </message>
    <message>
        <source>Quality layer, known by its name, or a mask that is not 0 where the image is not to be used.</source>
        <translation type="vanished">由名称识别的质量图层，或不应使用处值不为 0 的掩膜。</translation>
    </message>
    <message>
        <source>Quality raster with clouds, shadows and fill, or any raster with values to mask. Empty: a band of the image that is named as a quality layer, if there is one.</source>
        <translation type="vanished">标出云、阴影和填充值的栅格，或任何含有待隐藏值的栅格。留空：若影像中有按质量图层命名的波段，则用该波段。</translation>
    </message>
    <message>
        <source>RMSE in the units of the fine images; these dates took no part in the training.</source>
        <translation type="vanished">RMSE 采用精细影像的单位；这些日期未参与训练。</translation>
    </message>
    <message>
        <source>RMSE of each band</source>
        <translation type="vanished">各波段的 RMSE</translation>
    </message>
    <message>
        <source>RMSE over the time of a run; low and to the left is better.</source>
        <translation type="vanished">RMSE 与运行时间；越靠左下越好。</translation>
    </message>
    <message>
        <source>RMSE over time</source>
        <translation type="vanished">RMSE 与时间</translation>
    </message>
    <message>
        <source>RMSE, MAE and bias in stored units of the reference ({unit}). Edge and LBP from values in reflectance (stored x {scale}), noise level {noise:g}.</source>
        <translation type="vanished">RMSE、MAE 和偏差采用参考影像的存储单位（{unit}）。边缘与 LBP 由反射率值（存储值 x {scale}）求得，噪声水平为 {noise:g}。</translation>
    </message>
    <message>
        <source>Range of values is '{text}'; write auto, or the lowest and the highest value, such as 0 1.</source>
        <translation type="vanished">值的范围为“{text}”；请写 auto，或最小值和最大值，例如 0 1。</translation>
    </message>
    <message>
        <source>Raster that is moved; any grid, CRS and order of bands.</source>
        <translation type="vanished">要移动的栅格；格网、坐标系和波段顺序不限。</translation>
    </message>
    <message>
        <source>Raster that is not 0 where clouds, shadow or faults make that date unusable; any grid. Pixels masked on a pair's date do not count there, pixels masked on the target date become nodata.</source>
        <translation type="vanished">云、阴影或缺陷使该日期不可用处值不为 0 的栅格；格网不限。影像对日期上被掩膜的像元在该对中不计，目标日期上被掩膜的像元成为无数据。</translation>
    </message>
    <message>
        <source>Raster that is not 0 where pixels are not to be compared; any grid.</source>
        <translation type="vanished">不参与比较的像元处值不为 0 的栅格；格网不限。</translation>
    </message>
    <message>
        <source>Raster that is not 0 where predictions are not to be judged, such as clouds of the truth.</source>
        <translation type="vanished">不评判预测处（如真值中的云）值不为 0 的栅格。</translation>
    </message>
    <message>
        <source>Raster that is taken as the truth.</source>
        <translation type="vanished">视为真值的栅格。</translation>
    </message>
    <message>
        <source>Raster that lies where it should; it stays as it is.</source>
        <translation type="vanished">位置正确的栅格；保持不变。</translation>
    </message>
    <message>
        <source>Raster that tells clouds, shadows and fill, or any raster with values to hide. Empty: a band of the image that is named as a quality layer, if there is one.</source>
        <translation type="vanished">标出云、阴影和填充值的栅格，或任何含有待隐藏值的栅格。留空：若影像中有按质量图层命名的波段，则用该波段。</translation>
    </message>
    <message>
        <source>Raster to assess; its grid is that of the comparison.</source>
        <translation type="vanished">待评价的栅格；比较在它的格网上进行。</translation>
    </message>
    <message>
        <source>Raster with coarse pixels of the same date, such as MODIS; any grid, CRS and band order.</source>
        <translation type="vanished">同一天的粗像元栅格，如 MODIS；格网、坐标系和波段顺序不限。</translation>
    </message>
    <message>
        <source>Raster with coarse pixels of the same day, such as MODIS; any grid, CRS and order of bands.</source>
        <translation type="vanished">同一天的粗像元栅格，如 MODIS；格网、坐标系和波段顺序不限。</translation>
    </message>
    <message>
        <source>Rasters named sample_fine_20240504.tif and so on are written here; older ones of that name are replaced.</source>
        <translation type="vanished">名为 sample_fine_20240504.tif 等的栅格写到这里；同名的旧文件会被替换。</translation>
    </message>
    <message>
        <source>Rasters that are not 0 where the coarse image of their date is cloudy or faulty; matched by date.</source>
        <translation type="vanished">该日期粗影像有云或有缺陷处值不为 0 的栅格；按日期匹配。</translation>
    </message>
    <message>
        <source>Rasters that are not 0 where the fine image of their date is cloudy or faulty; matched by date.</source>
        <translation type="vanished">该日期精细影像有云或有缺陷处值不为 0 的栅格；按日期匹配。</translation>
    </message>
    <message>
        <source>Rasters with the other bands, where the product has a file for each; the first one gives the grid.</source>
        <translation type="vanished">产品每个波段一个文件时，其他波段的栅格；格网取自第一个。</translation>
    </message>
    <message>
        <source>Ratio is {ratio}; give 2 to {largest_ratio} fine pixels along a coarse one.</source>
        <translation type="vanished">像元比为 {ratio}；一个粗像元边长内请给出 2 到 {largest_ratio} 个精细像元。</translation>
    </message>
    <message>
        <source>Ratio is {ratio}; give how many fine pixels lie along a coarse one, or 0.</source>
        <translation type="vanished">像元比为 {ratio}；请给出一个粗像元边长内的精细像元数，或 0。</translation>
    </message>
    <message>
        <source>Ratio of coarse to fine pixels</source>
        <translation type="vanished">粗像元与精细像元之比</translation>
    </message>
    <message>
        <source>Reading the scale factors</source>
        <translation type="vanished">读取比例</translation>
    </message>
    <message>
        <source>Reference: {} doi:{}</source>
        <translation type="vanished">文献：{} doi:{}</translation>
    </message>
    <message>
        <source>Reflectance 0 to 1 (for temperature, hundreds of kelvin). The paper takes 0.002 for visible bands and 0.005 for near infrared, up to 0.015 on mixed land. Larger values let more candidates pass.</source>
        <translation type="vanished">反射率 0 到 1（温度为百开尔文）。论文对可见光波段取 0.002，近红外取 0.005，混杂地表可达 0.015。值越大，通过的候选像元越多。</translation>
    </message>
    <message>
        <source>Regular expression for dates in file names that are not found automatically, with named groups: Y year, m month, d day, j day of the year, b name of the month, y year of two digits. For example (?P&lt;Y&gt;\d{4})d(?P&lt;j&gt;\d{3}) for 2015d365. It is used for all lists and folders, and takes precedence over tags.</source>
        <translation type="vanished">当文件名中的日期无法自动识别时使用的正则表达式，采用命名组：Y 年、m 月、d 日、j 年内日序、b 月份名称、y 两位数年份。例如 2015d365 用 (?P&lt;Y&gt;\d{4})d(?P&lt;j&gt;\d{3})。用于所有列表和文件夹，并优先于标签。</translation>
    </message>
    <message>
        <source>Reports the versions of QGIS, its Python, GDAL, rasterio, numpy, scipy, numba, torch and safetensors, the CUDA devices, and what is missing. It requires none of these packages.</source>
        <translation type="vanished">检查 QGIS、其 Python、GDAL、rasterio、numpy、scipy、numba、torch、safetensors 和 CUDA 设备，并说明缺少什么。它自身不需要其中任何软件包。</translation>
    </message>
    <message>
        <source>Residual blocks</source>
        <translation type="vanished">残差块数</translation>
    </message>
    <message>
        <source>Residual groups</source>
        <translation type="vanished">残差组数</translation>
    </message>
    <message>
        <source>Root of the mean square difference between prediction and reference.</source>
        <translation type="vanished">预测与参考之差的均方根。</translation>
    </message>
    <message>
        <source>Rounds of coding the samples and updating the atoms. 0 takes samples as atoms.</source>
        <translation type="vanished">对样本编码并更新原子的轮数。0 直接取样本为原子。</translation>
    </message>
    <message>
        <source>Rounds through the samples of the scene. 0 = as published.</source>
        <translation type="vanished">遍历场景样本的轮数。0 取该网络来源所用的数。</translation>
    </message>
    <message>
        <source>Rounds through the samples of the scene. 0 takes the number of the network's source.</source>
        <translation type="vanished">遍历场景样本的轮数。0 取该网络来源所用的数。</translation>
    </message>
    <message>
        <source>Rounds through the samples. The longest time below may end the training before.</source>
        <translation type="vanished">遍历样本的轮数。下面的最长时间可能使训练提前结束。</translation>
    </message>
    <message>
        <source>Run again: dates that are done are kept, as long as their inputs and options are the same. A date that fails is told and does not stop the others.</source>
        <translation type="vanished">再次运行：只要输入和选项相同，已完成的日期会保留。失败的日期会被报告，不影响其他日期。</translation>
    </message>
    <message>
        <source>Run again: existing results are kept if their inputs and options are the same. Failed dates are reported and skipped.</source>
        <translation type="vanished">再次运行：只要输入和选项相同，已完成的日期会保留。失败的日期会被报告，不影响其他日期。</translation>
    </message>
    <message>
        <source>Runs every classical method that the given pairs allow, finds out on what is known how far each is off, and blends them with weights from that, or takes the best.</source>
        <translation type="vanished">运行影像对允许的所有经典方法，在已知数据上求出各自的误差，并据此加权融合，或取最佳者。</translation>
    </message>
    <message>
        <source>Runs fusion methods on one scene and judges them by an image that was observed: which is the most accurate here, and what does it cost? All are judged on the same pixels, those that every method predicted.</source>
        <translation type="vanished">在一个场景上运行各融合方法，并用观测到的影像评判：哪种方法在此处最准确，代价如何？所有方法都在相同像元（每种方法均有预测的像元）上评判。</translation>
    </message>
    <message>
        <source>Runs several fusion methods on a scene with known truth: accuracy, time and memory in one table.</source>
        <translation type="vanished">在有真值的场景上运行多种融合方法：精度、时间和内存汇于一表。</translation>
    </message>
    <message>
        <source>SAM is not defined for one band, whose spectral angle is always 0.</source>
        <translation type="vanished">单波段的 SAM 没有定义，其光谱角恒为 0。</translation>
    </message>
    <message>
        <source>STFusion's own: no paper describes it</source>
        <translation type="vanished">STFusion 自有方法：无对应论文</translation>
    </message>
    <message>
        <source>Sample patches, held out</source>
        <translation type="vanished">留出的样本图块</translation>
    </message>
    <message>
        <source>Samples that the network sees before its weights are changed. 0 = as published; fewer need less memory.</source>
        <translation type="vanished">每次更新权重前网络所见的样本数。0 取其来源所用的数；少则需要的内存少。</translation>
    </message>
    <message>
        <source>Samples that the network sees before its weights are changed. 0 takes the number of its source; fewer need less memory.</source>
        <translation type="vanished">每次更新权重前网络所见的样本数。0 取其来源所用的数；少则需要的内存少。</translation>
    </message>
    <message>
        <source>Samples that the network sees before its weights are changed; choose fewer if memory is short.</source>
        <translation type="vanished">每次更新权重前网络所见的样本数；内存不足时选小一些。</translation>
    </message>
    <message>
        <source>Save what was learnt</source>
        <translation type="vanished">保存所学权重</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="vanished">比例系数</translation>
    </message>
    <message>
        <source>Scale '{text}' has {count} parts; give one for both sensors, or one for fine, one for coarse.</source>
        <translation type="vanished">比例“{text}”有 {count} 部分；请给出一个（两种传感器共用），或精细、粗各一个。</translation>
    </message>
    <message>
        <source>Scale '{word}' is not understood; write auto, a factor such as 0.0001, or factor and offset such as 0.0000275-0.2.</source>
        <translation type="vanished">无法理解比例“{word}”；请写 auto、系数（例如 0.0001），或系数加偏置（例如 0.0000275-0.2）。</translation>
    </message>
    <message>
        <source>Scale of the series to reflectance</source>
        <translation type="vanished">序列换算为反射率的比例</translation>
    </message>
    <message>
        <source>Scale to reflectance</source>
        <translation type="vanished">反射率比例系数</translation>
    </message>
    <message>
        <source>Scale: fine x {fine_scale} ({fine_reason}), coarse x {coarse_scale} ({coarse_reason}). A coarse pixel is {pixel_ratio:.2f} fine pixels wide.</source>
        <translation type="vanished">比例：精细 x {fine_scale}（{fine_reason}），粗 x {coarse_scale}（{coarse_reason}）。一个粗像元宽 {pixel_ratio:.2f} 个精细像元。</translation>
    </message>
    <message>
        <source>Scatter plots of prediction over reference</source>
        <translation type="vanished">预测值与参考值的散点图</translation>
    </message>
    <message>
        <source>Searching for gaps</source>
        <translation type="vanished">查找缺失</translation>
    </message>
    <message>
        <source>Sectors from the naive predictions F0 (fine image unchanged) and CP (coarse image, bilinear on the fine grid); their over-sharp side is the mirrored Edge of CP, at most 0.35, because no over-sharp naive prediction is made here.</source>
        <translation type="vanished">扇区由朴素预测 F0（精细影像不变）和 CP（粗影像，双线性内插到精细格网）得出；过锐一侧取 CP 边缘值的镜像，最多 0.35，因为此处没有过锐的朴素预测。</translation>
    </message>
    <message>
        <source>Selecting pairs</source>
        <translation type="vanished">选择影像对</translation>
    </message>
    <message>
        <source>Sensors: Landsat 5, 7, 8, 9, Sentinel-2, Sentinel-3 OLCI, MODIS MOD09 and MCD43, VIIRS are detected from names of files and bands. They give wavelengths, scale (Landsat Collection 2: DN x 0.0000275 - 0.2), fill and valid range. The log reports how the inputs were interpreted.</source>
        <translation type="vanished">传感器：由文件名和波段名识别 Landsat 5、7、8、9,Sentinel-2,Sentinel-3 OLCI,MODIS MOD09 和 MCD43,VIIRS。由此得到波长、比例系数（Landsat Collection 2:DN x 0.0000275 - 0.2）、填充值和有效范围。日志会显示识别结果。</translation>
    </message>
    <message>
        <source>Sensors: Landsat 5, 7, 8, 9, Sentinel-2, Sentinel-3 OLCI, MODIS MOD09 and MCD43, VIIRS are told from names of files and bands. They give wavelengths, scale (Landsat Collection 2: DN x 0.0000275 - 0.2), fill and valid range. The log shows what was understood.</source>
        <translation type="vanished">传感器：由文件名和波段名识别 Landsat 5、7、8、9,Sentinel-2,Sentinel-3 OLCI,MODIS MOD09 和 MCD43,VIIRS。由此得到波长、比例系数（Landsat Collection 2:DN x 0.0000275 - 0.2）、填充值和有效范围。日志会显示识别结果。</translation>
    </message>
    <message>
        <source>Sensors: Landsat 5, 7, 8, 9, Sentinel-2, Sentinel-3 OLCI, MODIS MOD09 and MCD43, and VIIRS are detected from file and band names. The sensor determines wavelengths, scale factor (Landsat Collection 2: DN x 0.0000275 - 0.2), fill value and valid range. The log reports how the inputs were interpreted.</source>
        <translation type="vanished">传感器：由文件名和波段名识别 Landsat 5、7、8、9,Sentinel-2,Sentinel-3 OLCI,MODIS MOD09 和 MCD43,VIIRS。由此得到波长、比例系数（Landsat Collection 2:DN x 0.0000275 - 0.2）、填充值和有效范围。日志会显示识别结果。</translation>
    </message>
    <message>
        <source>Sets range and step of the Temporal Controller and of the project to the series, so that Play shows it at once.</source>
        <translation type="vanished">把时态控制器和工程的时间范围与步长设为该序列，点击播放即可显示。</translation>
    </message>
    <message>
        <source>Share for validation</source>
        <translation type="vanished">用于验证的比例</translation>
    </message>
    <message>
        <source>Share of samples whose wanted date is a mixture of two dates: teaches that fine change follows coarse change. With many dates 0 is as good.</source>
        <translation type="vanished">所求日期为两个日期混合的样本比例：教会网络精细变化跟随粗变化。日期多时取 0 效果相同。</translation>
    </message>
    <message>
        <source>Share of the area, such as 0.2: a strip at its end. Or dates, such as 2015-07-12 2016-08-01, which are not used for training. The best epoch is the one with the smallest validation error.</source>
        <translation type="vanished">区域的比例，例如 0.2：末端的一条带。或日期，例如 2015-07-12 2016-08-01，这些日期完全不用于学习。其上误差最小的一轮即为最佳。</translation>
    </message>
    <message>
        <source>Share of these coarse pixels that is left out at either end of the change, since their land cover may have changed. Take 0.25 where much of it did.</source>
        <translation type="vanished">在变化的两端从这些粗像元中剔除的比例，因为其土地覆盖可能已变化。变化很多处取 0.25。</translation>
    </message>
    <message>
        <source>Shift masks are computed for any size of tile. Differences that the authors' program computes and never uses are left out, and quarter turns of patches are real ones. The learning rate falls with the error and not with the structural similarity of the validation.</source>
        <translation type="vanished">移位掩码可按任意图块大小计算。作者程序计算而从未使用的差异被省去，图块的四分之一旋转是真正的旋转。学习率随误差而不是随验证的结构相似性下降。</translation>
    </message>
    <message>
        <source>Shift masks are computed for any size of tile. References lie on both sides of the date where there are such; the authors draw any two. The learning rate falls with the error and not with the structural similarity of the validation.</source>
        <translation type="vanished">移位掩膜可按任意瓦片尺寸计算。参考影像尽可能取在目标日期两侧；作者任取两个。学习率随误差下降，而不随验证的结构相似性。</translation>
    </message>
    <message>
        <source>Shows patches also mirrored and turned by quarters, so that the network does not learn directions by heart.</source>
        <translation type="vanished">也给出镜像和旋转四分之一圈的图块，使网络不会死记方向。</translation>
    </message>
    <message>
        <source>Side length of the blocks in which a scene is worked on. Smaller blocks take less memory; the result is the same.</source>
        <translation type="vanished">处理场景时的分块边长。分块越小占用内存越少；结果相同。</translation>
    </message>
    <message>
        <source>Side length of the blocks in which the scene is worked on. Smaller blocks take less memory; the result is the same.</source>
        <translation type="vanished">处理场景时的分块边长。分块越小占用内存越少；结果相同。</translation>
    </message>
    <message>
        <source>Side length of the patches that the network is built for, a multiple of 4; it is its tile size, too. The default is as published. The number of parameters grows with its fourth power.</source>
        <translation type="vanished">网络所针对的图块边长，须为 4 的倍数；它也是预测图块的大小。默认值同来源。参数数目随其四次方增长。</translation>
    </message>
    <message>
        <source>Side length of the search window for similar pixels, in which the surroundings of a pixel also count as homogeneous or not. The authors take 41 for Landsat and MODIS.</source>
        <translation type="vanished">寻找相似像元并判断像元周围是否均质的方形窗口边长。作者对 Landsat 和 MODIS 取 41。</translation>
    </message>
    <message>
        <source>Side length of the search window for similar pixels. The authors' program takes 41 for Landsat and MODIS, the paper 30 for Sentinel-2 and Sentinel-3.</source>
        <translation type="vanished">寻找相似像元的方形窗口边长。作者的程序对 Landsat 和 MODIS 取 41，论文对 Sentinel-2 和 Sentinel-3 取 30。</translation>
    </message>
    <message>
        <source>Side length of the search window for similar pixels. The paper takes about three coarse pixels, which is 51 for Landsat and MODIS. Larger windows are slower by their area and smooth more.</source>
        <translation type="vanished">寻找相似像元的方形窗口边长。论文取约三个粗像元，对 Landsat 和 MODIS 为 51。窗口越大，用时随面积增加，平滑也越强。</translation>
    </message>
    <message>
        <source>Side length of the search window for similar pixels; about three coarse pixels. Larger windows are slower by their area.</source>
        <translation type="vanished">寻找相似像元的方形窗口边长；约三个粗像元。窗口越大，用时随面积增加。</translation>
    </message>
    <message>
        <source>Side length of the square around a pixel that it is predicted from, a multiple of 16. 0 = as published: 48, or 64 for the form of 2020. Smaller is much faster.</source>
        <translation type="vanished">预测一个像元所用的周围方块边长，须为 16 的倍数。0 取来源的值：48，形式 2020 为 64。越小快得越多。</translation>
    </message>
    <message>
        <source>Side length of the square patches that are coded. Larger ones hold more structure, and need more samples to learn it.</source>
        <translation type="vanished">被编码的方形图块边长。越大包含的结构越多，学习所需的样本也越多。</translation>
    </message>
    <message>
        <source>Side length of the squares that are computed at once; neighbours overlap and are blended. Larger ones need more memory.</source>
        <translation type="vanished">一次计算的方块边长；相邻方块重叠并融合。越大所需内存越多。</translation>
    </message>
    <message>
        <source>Side length of the squares that are cut out for training. 0 = as published, or what the scene has room for.</source>
        <translation type="vanished">为训练裁取的方块边长。0 取其来源所用的值，或场景容得下的值。</translation>
    </message>
    <message>
        <source>Side length of the squares that are cut out. Larger ones need more memory and show more context.</source>
        <translation type="vanished">裁取的方块边长。越大需要的内存越多，包含的上下文也越多。</translation>
    </message>
    <message>
        <source>Side length of the squares that are predicted at once; neighbours overlap and are blended. 0 = as published, and for HPLTS-GAN, MLFF-GAN and SDCS, which take statistics of whole squares, at most that of the patches that they learnt from. Larger tiles are a little faster and need more memory.</source>
        <translation type="vanished">一次预测的方块边长；相邻方块重叠并融合。0 取其来源所用的值；对使用整个方块统计量的 HPLTS-GAN、MLFF-GAN 和 SDCS，至多取其学习所用样块的边长。越大略快，需要的内存也越多。</translation>
    </message>
    <message>
        <source>Side length of the squares that are predicted at once; neighbours overlap and are blended. 0 = as published. Larger tiles are a little faster and need more memory.</source>
        <translation type="vanished">一次预测的方块边长；相邻方块重叠并融合。0 取其来源所用的值。越大略快，需要的内存也越多。</translation>
    </message>
    <message>
        <source>Side length of the training patches. 0 = as published, or the size of the scene.</source>
        <translation type="vanished">为训练裁取的方块边长。0 取其来源所用的值，或场景容得下的值。</translation>
    </message>
    <message>
        <source>Side length of the windows in which features attend to each other. Tiles and patches are multiples of 16 times this: 8, as published, requires 128 pixels, 4 requires 64.</source>
        <translation type="vanished">特征互相关注的窗口边长。图块为其 16 倍的整数倍：来源所用的 8 需要 128 像元，4 需要 64 像元。</translation>
    </message>
    <message>
        <source>Side length of the windows in which features attend to each other. Tiles and patches are multiples of 32 times this: 8, as published, requires 256 pixels, 4 requires 128.</source>
        <translation type="vanished">特征互相关注的窗口边长。图块为其 32 倍的整数倍：来源所用的 8 需要 256 像元，4 需要 128 像元。</translation>
    </message>
    <message>
        <source>Simulates a landscape of fields with their own seasons, forest, a river, a town and roads, and Landsat-like and MODIS-like observations from 2024-05-04 to 2024-08-08.</source>
        <translation type="vanished">模拟由各有物候的农田、森林、河流、城镇和道路组成的景观，以及 2024-05-04 至 2024-08-08 的类 Landsat 和类 MODIS 观测。</translation>
    </message>
    <message>
        <source>Size of each dictionary. There should be several samples for each atom.</source>
        <translation type="vanished">每个字典的大小。每个原子应有若干样本。</translation>
    </message>
    <message>
        <source>Size of the steps in which weights are changed. 0 = as published; choose a tenth if the loss jumps.</source>
        <translation type="vanished">更新权重的步长。0 取其来源所用的值；损失跳动时取十分之一。</translation>
    </message>
    <message>
        <source>Size of the steps in which weights are changed. 0 takes that of its source; choose a tenth if the loss jumps.</source>
        <translation type="vanished">更新权重的步长。0 取其来源所用的值；损失跳动时取十分之一。</translation>
    </message>
    <message>
        <source>Size of the steps in which weights are changed; choose a tenth if the loss jumps.</source>
        <translation type="vanished">更新权重的步长；损失跳动时取十分之一。</translation>
    </message>
    <message>
        <source>Smallest field (pixels)</source>
        <translation type="vanished">最小农田 (像元)</translation>
    </message>
    <message>
        <source>So many coarse pixels with the largest share of a class decide on its change.</source>
        <translation type="vanished">由某类比例最大的这么多个粗像元决定该类的变化。</translation>
    </message>
    <message>
        <source>So many pixels around its core a block sees; a multiple of 8. More makes seams weaker and takes longer. The tile size is that of the core: with 192 a block has 256 pixels.</source>
        <translation type="vanished">分块在其核心之外看到的像元数；须为 8 的倍数。越多接缝越弱、用时越长。图块大小指核心的大小：192 时分块为 256 像元。</translation>
    </message>
    <message>
        <source>Softened blocks</source>
        <translation type="vanished">柔化的块</translation>
    </message>
    <message>
        <source>Some bands of {label} are temperatures and some are not, and the numbers are in one unit; choose bands of one quantity, or state the scale.</source>
        <translation type="vanished">{label} 的部分波段为温度，部分不是，而数值使用同一单位；请选择同一物理量的波段，或指定比例。</translation>
    </message>
    <message>
        <source>Spectral angle mapper: mean over the pixels of the angle between predicted and true spectrum.</source>
        <translation type="vanished">光谱角制图：各像元预测光谱与真实光谱夹角的平均。</translation>
    </message>
    <message>
        <source>Stages and modules follow the paper's figure and text; their insides, widths, loss and training are set here. Similar places are looked for within a tile.</source>
        <translation type="vanished">阶段和模块依照论文的插图和正文；其内部、宽度、损失函数和训练方式由本软件设定。相似位置在瓦片内查找。</translation>
    </message>
    <message>
        <source>Standard deviation from</source>
        <translation type="vanished">标准差的来源</translation>
    </message>
    <message>
        <source>Standard deviation in reflectance or kelvin; 0.002 is typical of MODIS.</source>
        <translation type="vanished">标准差，单位为反射率或开尔文；MODIS 通常为 0.002。</translation>
    </message>
    <message>
        <source>Standard deviation of several draws, in the units of the fine image; written if more than one is drawn.</source>
        <translation type="vanished">多次抽样的标准差，单位同精细影像；抽样多于一次时写出。</translation>
    </message>
    <message>
        <source>Standard deviation of the Gaussian, edge of the box, base of the triangle; 0 takes 0.5, 1 and 2.</source>
        <translation type="vanished">高斯的标准差、方框的边长、三角形的底边；0 分别取 0.5、1 和 2。</translation>
    </message>
    <message>
        <source>Standard deviation, in reflectance or kelvin; 0.002 is usual for MODIS.</source>
        <translation type="vanished">标准差，单位为反射率或开尔文；MODIS 通常为 0.002。</translation>
    </message>
    <message>
        <source>Start of all random choices; the same seed gives the same result on the same device.</source>
        <translation type="vanished">所有随机选择的起点；同一种子在同一设备上给出相同的结果。</translation>
    </message>
    <message>
        <source>Start of all random choices; the same seed gives the same weights on the same device.</source>
        <translation type="vanished">所有随机选择的起点；同一种子在同一设备上给出相同的权重。</translation>
    </message>
    <message>
        <source>Start of the random choice of samples and first atoms; the same seed gives the same result.</source>
        <translation type="vanished">样本与初始原子随机选择的起点；同一种子给出相同的结果。</translation>
    </message>
    <message>
        <source>Starts from noise and removes it in steps, with one encoder for the images of the pair and one for the noisy image. Several draws estimate the uncertainty.</source>
        <translation type="vanished">从噪声开始，分若干步去除；两个编码器（一个用于影像对的影像，一个用于尚有噪声的影像）在每一步指示精细影像的样子。多次抽样说明其可靠程度。</translation>
    </message>
    <message>
        <source>Stop after epochs without gain (0 = never)</source>
        <translation type="vanished">无改善多少轮后停止（0 = 从不）</translation>
    </message>
    <message>
        <source>Structural similarity: mean over all windows of 11 x 11 pixels with Gaussian weights (sigma 1.5), with the data range of the reference. Windows with a pixel that is not compared are left out.</source>
        <translation type="vanished">结构相似性：所有 11 x 11 像元窗口的平均，采用高斯权重（sigma 1.5）和参考影像的数据范围。含有未比较像元的窗口不计。</translation>
    </message>
    <message>
        <source>Swin transformers read the images at five scales; at each scale attention between coarse and fine features unmixes the coarse change, and a decoder builds the fine image from all scales.</source>
        <translation type="vanished">Swin Transformer 在五个尺度上读取影像；每个尺度上粗特征与精细特征之间的注意力解混粗变化，解码器由所有尺度生成精细影像。</translation>
    </message>
    <message>
        <source>Takes a fine and a coarse image as products deliver them and makes them ready for fusion: clipped to their common area, with the same bands in the same order and of the same names, in one unit, with clouds and fill as nodata, dated.</source>
        <translation type="vanished">取产品交付的精细影像和粗影像，做好融合准备：裁剪到公共范围，波段、顺序和名称一致，单位统一，云和填充值为无数据，并标注日期。</translation>
    </message>
    <message>
        <source>Takes the texture of a fine image of any date and the colours of the coarse image of the target date; a discriminator that sees both makes it keep to what is plausible.</source>
        <translation type="vanished">取任一日期精细影像的纹理和目标日期粗影像的色彩；同时看到两者的判别器使结果保持合理。</translation>
    </message>
    <message>
        <source>Tells which packages and CUDA devices there are, and how to get what is missing.</source>
        <translation type="vanished">说明有哪些软件包和 CUDA 设备，以及如何获得缺少的部分。</translation>
    </message>
    <message>
        <source>Temporal difference in the weight</source>
        <translation type="vanished">权重中的时间差异</translation>
    </message>
    <message>
        <source>Test {date}, RMSE: {title} {network}; the nearest image unchanged {nearest}; plus the coarse change {change}.</source>
        <translation type="vanished">测试 {date}，RMSE：{title} {network}；最近的影像不变 {nearest}；加上粗影像变化 {change}。</translation>
    </message>
    <message>
        <source>The CUDA device does not answer ({error}). Choose the device cpu.</source>
        <translation type="vanished">CUDA 设备没有响应（{error}）。请选择计算设备 cpu。</translation>
    </message>
    <message>
        <source>The authors' fast variant takes the 20 most similar pixels of each window, which is faster where many are similar, and a little less accurate. 0 takes all of them.</source>
        <translation type="vanished">作者的快速版本取每个窗口中 20 个最相似的像元，相似像元多时更快，精度略低。0 取全部。</translation>
    </message>
    <message>
        <source>The authors' fast variant takes the 20 most similar pixels of each window, which is quicker where many are similar, and a little less accurate. 0 takes all of them.</source>
        <translation type="vanished">作者的快速版本取每个窗口中 20 个最相似的像元，相似像元多时更快，精度略低。0 取全部。</translation>
    </message>
    <message>
        <source>The authors' program is not public, and the full papers were not available. The date with less change is determined by normalised differences of all pairs of bands instead of the built-up index, which needs bands known by name. The mean coarse change is taken over unchanged; only departures from it are coded. Codes and fine atoms are damped, so that few samples do not make wild predictions (options). With one pair, the first layer works on pixels of about the square root of the ratio, and learns from gradients of the coarse image.</source>
        <translation type="vanished">作者没有公开程序，也未能获得论文全文。变化较小的日期由所有波段对的归一化差异判定，而不用需要已知波段名的建筑指数。粗变化的均值原样保留，只对偏离均值的部分编码。编码和精细原子带有阻尼，以免少量样本造成过激的预测（可选）。只有一对时，第一层在约为像元比平方根大小的像元上工作，并从粗影像的梯度学习。</translation>
    </message>
    <message>
        <source>The auto-encoder of the feature loss is trained on the user's own fine images. The discriminator takes patches of multiples of 256 pixels and batches of two or more; with smaller ones the network is trained without it, which the log says.</source>
        <translation type="vanished">特征损失的自编码器在用户自己的精细影像上训练。判别器需要 256 像元整数倍的图块和至少为二的批；更小时网络不用它训练，日志会说明。</translation>
    </message>
    <message>
        <source>The band names of {first} and {second} do not agree; matching by position would give: {table}. Choose images with the same bands, or set the coarse band for each fine band in Bands.</source>
        <translation type="vanished">{first} 和 {second} 的波段名称不一致；按位置将对应为：{table}。请选择波段相同的影像，或在“波段”中写明各精细波段对应的粗波段。</translation>
    </message>
    <message>
        <source>The band {unknown!r} is not known; choose from {choices}.</source>
        <translation type="vanished">没有波段 {unknown!r}；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>The bands are {list}; name at least one, and each only once.</source>
        <translation type="vanished">波段为 {list}；请至少给出一个，且不重复。</translation>
    </message>
    <message>
        <source>The bands of {first} and {second} do not agree by their names; by position these would belong together: {table}. Choose images with the same bands, or state the coarse band for each fine band in Bands.</source>
        <translation type="vanished">{first} 和 {second} 的波段名称不一致；按位置将对应为：{table}。请选择波段相同的影像，或在“波段”中写明各精细波段对应的粗波段。</translation>
    </message>
    <message>
        <source>The best of the classical methods, or a blend of them</source>
        <translation type="vanished">最佳的经典方法，或它们的加权融合</translation>
    </message>
    <message>
        <source>The change {change!r} is not known; choose one of {choices}.</source>
        <translation type="vanished">没有变化类型 {change!r}；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>The class map has more than {most} different values; choose a map of land-cover classes with fewer.</source>
        <translation type="vanished">分类图的不同取值超过 {most} 个；请选择类别较少的土地覆盖分类图。</translation>
    </message>
    <message>
        <source>The class map has no polygon; choose a layer with polygons, or a raster.</source>
        <translation type="vanished">分类图没有多边形；请选择多边形图层或栅格。</translation>
    </message>
    <message>
        <source>The coarse bands that no fine band is matched with have no pixel that is valid in all of them; set OTHER_BANDS to no, or check masks and nodata values.</source>
        <translation type="vanished">没有对应精细波段的粗波段中，没有一个像元在所有这些波段都有效；请将 OTHER_BANDS 设为否，或检查掩膜和无数据值。</translation>
    </message>
    <message>
        <source>The coarse image has finer pixels than the fine one ({times:.1f} times); they may be swapped.</source>
        <translation type="vanished">粗影像的像元比精细影像的还细（{times:.1f} 倍）；两者可能弄反了。</translation>
    </message>
    <message>
        <source>The coarse image has finer pixels than the fine one; they may be swapped.</source>
        <translation type="vanished">粗影像的像元比精细影像的还细；两者可能弄反了。</translation>
    </message>
    <message>
        <source>The coarse image has pixels as small as the fine one: it was enlarged before, and stays on the fine grid.</source>
        <translation type="vanished">粗影像的像元与精细影像一样小：它先前被放大过，保留在精细格网上。</translation>
    </message>
    <message>
        <source>The coarse image has to move {cols:+.3f} fine pixels to the right and {rows:+.3f} down ({x:+.8g}, {y:+.8g} map units); correlation {correlation:.3f}, confidence {confidence:.2f}{spread}.</source>
        <translation type="vanished">粗影像须向右移动 {cols:+.3f} 个精细像元，向下移动 {rows:+.3f} 个（{x:+.8g}, {y:+.8g} 地图单位）；相关系数 {correlation:.3f}，置信度 {confidence:.2f}{spread}。</translation>
    </message>
    <message>
        <source>The coarse image lies on the fine grid, so that the size of a coarse pixel is not known; {usual_ratio} fine pixels are assumed. State the ratio if it is another.</source>
        <translation type="vanished">粗影像位于精细格网上，因此不知道粗像元的大小；假定为 {usual_ratio} 个精细像元。若不是，请给出像元比。</translation>
    </message>
    <message>
        <source>The coarse image of the target date is missing; choose it, or leave the truth empty to leave out one pair after the other.</source>
        <translation type="vanished">缺少目标日期的粗影像；请选择它，或将真值留空以逐对留出。</translation>
    </message>
    <message>
        <source>The coarse image of the target date is missing; choose the coarse raster of the day you want.</source>
        <translation type="vanished">缺少目标日期的粗影像；请选择所需日期的粗栅格。</translation>
    </message>
    <message>
        <source>The coarse images are noisy or badly registered, since the dictionaries then learn that; or the same result must be explained pixel by pixel (STARFM, ESTARFM). With one pair, FSDAF and Fit-FC are usually as accurate.</source>
        <translation type="vanished">粗影像噪声大或配准差时，因为字典会把这些也学进去；或需要逐像元解释同一结果时（STARFM、ESTARFM）。只有一对时，FSDAF 和 Fit-FC 通常同样准确。</translation>
    </message>
    <message>
        <source>The coarse images have different pixel sizes: {large} {large_size:.1f} and {small} {small_size:.1f} fine pixels. Detail that only the finer one shows is taken for change; use coarse images of one pixel size.</source>
        <translation type="vanished">粗影像的像元大小不同：{large}为 {large_size:.1f}、{small}为 {small_size:.1f} 个精细像元。只有较细影像才有的细节会被当作变化；请使用像元大小相同的粗影像。</translation>
    </message>
    <message>
        <source>The coarse images lie on the fine grid, so that the size of a coarse pixel is not known; {usual_ratio} fine pixels are assumed. State the ratio if it is another.</source>
        <translation type="vanished">各粗影像位于精细格网上，因此不知道粗像元的大小；假定为 {usual_ratio} 个精细像元。若不是，请给出像元比。</translation>
    </message>
    <message>
        <source>The coarse sensor measures gain times truth plus offset.</source>
        <translation type="vanished">粗传感器测得增益乘真值加偏置。</translation>
    </message>
    <message>
        <source>The coarse side is enlarged as often as the ratio asks for, and not always sixteen times. Each band's network is trained in the same run.</source>
        <translation type="vanished">粗影像一侧按像元比所需的次数放大，而不总是十六倍。各波段的网络在同一次运行中训练。</translation>
    </message>
    <message>
        <source>The confidence {confidence:.2f} is below {least:g}: the shift is doubtful{written}; try other bands or masks, a larger search, or clearer images.</source>
        <translation type="vanished">置信度 {confidence:.2f} 低于 {least:g}：偏移不可靠{written}；请尝试其他波段或掩膜、更大的搜索范围，或更清晰的影像。</translation>
    </message>
    <message>
        <source>The convolution of column means, which the authors' program never uses, is used. Weights begin at random and not from ImageNet, the best epoch is the one of the least loss, and the very fine image is stretched as a whole and not patch by patch. Polygons are a reconstruction: seeds inside fields grow until they meet.</source>
        <translation type="vanished">使用了作者程序从未用到的列均值卷积。权重随机初始化而非来自 ImageNet，最佳轮次取损失最小者，极高分辨率影像整体拉伸而非逐块拉伸。多边形为重建做法：农田内部的种子生长至相遇。</translation>
    </message>
    <message>
        <source>The coordinate reference system '{crs}' of {name} is not known; write a code such as EPSG:32633.</source>
        <translation type="vanished">{name} 的坐标参照系“{crs}”未知；请写代码，例如 EPSG:32633。</translation>
    </message>
    <message>
        <source>The date pattern '{text}' has no named groups for a year (Y or y) and a month (m or b) or day of the year (j); write one such as {example}.</source>
        <translation type="vanished">日期模式“{text}”没有年（Y 或 y）以及月（m 或 b）或年内日序（j）的命名组；请写成例如 {example}。</translation>
    </message>
    <message>
        <source>The date pattern '{text}' is no regular expression ({error}); write one such as {example}.</source>
        <translation type="vanished">日期模式“{text}”不是正则表达式（{error}）；请写成例如 {example}。</translation>
    </message>
    <message>
        <source>The date pattern '{}' finds no date in any name, such as {}; correct it or leave it empty.</source>
        <translation type="vanished">日期模式“{}”在任何名称（如 {}）中都找不到日期；请改正或留空。</translation>
    </message>
    <message>
        <source>The dates are {listed}; give them in rising order, each only once.</source>
        <translation type="vanished">日期为 {listed}；请按从早到晚的顺序给出，且不重复。</translation>
    </message>
    <message>
        <source>The description in {name} is damaged; choose weights that STFusion has written.</source>
        <translation type="vanished">{name} 中的描述已损坏；请选择由 STFusion 写出的权重。</translation>
    </message>
    <message>
        <source>The fine image and its difference to the coarse image of the target date are split into wavelet bands; their features are added, put together again, decoded and sharpened with attention.</source>
        <translation type="vanished">精细影像及其与目标日期粗影像之差分解为小波分量；其特征相加、重组、解码，并用注意力锐化。</translation>
    </message>
    <message>
        <source>The fine image cannot be shown in the coordinate reference system chosen ({error}); choose another.</source>
        <translation type="vanished">精细影像无法转换到所选的坐标参照系（{error}）；请另选。</translation>
    </message>
    <message>
        <source>The fine image has no coordinate reference system, so that it cannot be reprojected; assign it one first.</source>
        <translation type="vanished">精细影像没有坐标参照系，无法重投影；请先指定。</translation>
    </message>
    <message>
        <source>The fine image has no good coarse partner, and you want the uncertainty as well: draw several predictions. With a large CUDA device and a large series to train with.</source>
        <translation type="vanished">精细影像没有好的配对粗影像，且还想知道不确定性：抽取多个预测。需有大的 CUDA 设备和大的序列可供训练。</translation>
    </message>
    <message>
        <source>The fine image has no good coarse partner: only the coarse image of the target date and a fine image are used. Give the same coarse image as partner.</source>
        <translation type="vanished">精细影像没有好的配对粗影像：只看目标日期的粗影像和某一幅精细影像。配对粗影像可给出同一幅。</translation>
    </message>
    <message>
        <source>The fine image has no good coarse partner: only the coarse image of the target date and a fine image are used. Give the same coarse image as partner. It is smaller and faster than GAN-STFM.</source>
        <translation type="vanished">精细影像没有好的配对粗影像：只看目标日期的粗影像和某一幅精细影像。配对粗影像可给出同一幅。它比 GAN-STFM 更小更快。</translation>
    </message>
    <message>
        <source>The fine image has no good coarse partner: only the coarse image of the target date and some fine image are looked at. Give the same coarse image as partner.</source>
        <translation type="vanished">精细影像没有好的配对粗影像：只看目标日期的粗影像和某一幅精细影像。配对粗影像可给出同一幅。</translation>
    </message>
    <message>
        <source>The fine image has no good coarse partner: only the coarse image of the target date and some fine image are looked at. Give the same coarse image as partner. It is smaller and quicker than GAN-STFM.</source>
        <translation type="vanished">精细影像没有好的配对粗影像：只看目标日期的粗影像和某一幅精细影像。配对粗影像可给出同一幅。它比 GAN-STFM 更小更快。</translation>
    </message>
    <message>
        <source>The fine image is a mosaic of several dates whose seams are to vanish (tick Mosaic of dates), or you have one date only to learn from: each date teaches by itself.</source>
        <translation type="vanished">精细影像由多个日期镶嵌而成且需消除接缝（勾选“多日期镶嵌影像”），或只有一个日期可供学习：每个日期自身即可用于学习。</translation>
    </message>
    <message>
        <source>The fine image is old, or has no good coarse partner: of all inputs it needs only the coarse image of the target date and some fine image. Give the same coarse image as partner.</source>
        <translation type="vanished">精细影像较旧或没有好的配对粗影像：在所有输入中它只需要目标日期的粗影像和某一幅精细影像。配对粗影像可给出同一幅。</translation>
    </message>
    <message>
        <source>The fine image is old, or no good coarse image of its date is available: only the coarse image of the target date and any fine image are used. Use the same coarse image for the pair.</source>
        <translation type="vanished">精细影像较旧或没有好的配对粗影像：在所有输入中它只需要目标日期的粗影像和某一幅精细影像。配对粗影像可给出同一幅。</translation>
    </message>
    <message>
        <source>The fine image of {day} is not used: no coarse image is within {days} days.</source>
        <translation type="vanished">未使用 {day} 的精细影像：{days} 天内没有粗影像。</translation>
    </message>
    <message>
        <source>The fine image of {day} is not used: there is no panchromatic image of that date.</source>
        <translation type="vanished">未使用 {day} 的精细影像：没有该日期的全色影像。</translation>
    </message>
    <message>
        <source>The fine images have no valid pixel to learn from; check masks and nodata values.</source>
        <translation type="vanished">精细影像没有可供学习的有效像元；请检查掩膜和无数据值。</translation>
    </message>
    <message>
        <source>The flow of data follows the paper's figure; layers, weights of the losses and training are set here. The weights hold the student only, which predicts.</source>
        <translation type="vanished">数据流依照论文插图；网络层、损失权重和训练方式由本软件设定。权重文件只含用于预测的学生网络。</translation>
    </message>
    <message>
        <source>The folder for packages {target} cannot be written ({cause}); check its permissions, or name another with the variable STFUSION_PACKAGES.</source>
        <translation type="vanished">软件包文件夹 {target} 无法写入（{cause}）；请检查其权限，或用变量 STFUSION_PACKAGES 指定另一个。</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made ({cause}); choose another.</source>
        <translation type="vanished">无法创建文件夹 {folder}（{cause}）；请另选一个。</translation>
    </message>
    <message>
        <source>The folder {folder} does not exist; create it or choose another.</source>
        <translation type="vanished">文件夹 {folder} 不存在；请创建它或另选。</translation>
    </message>
    <message>
        <source>The folder {parent} for the weights does not exist; create it or choose another.</source>
        <translation type="vanished">权重的文件夹 {parent} 不存在；请创建它或另选。</translation>
    </message>
    <message>
        <source>The folder {parent} for the {what} does not exist; create it or choose another.</source>
        <translation type="vanished">{what}的文件夹 {parent} 不存在；请创建它或另选。</translation>
    </message>
    <message>
        <source>The folder {place} for {role} images does not exist; choose another.</source>
        <translation type="vanished">{role}影像的文件夹 {place} 不存在；请另选。</translation>
    </message>
    <message>
        <source>The folder {place} holds no raster named like '{pattern}' for {role} images; choose another folder or pattern.</source>
        <translation type="vanished">文件夹 {place} 中没有名称符合“{pattern}”的{role}影像栅格；请另选文件夹或名称模式。</translation>
    </message>
    <message>
        <source>The folder {place} holds no raster named like '{pattern}' for {role} images{others}; rasters are files such as .tif, .vrt, .img, .hdf, .nc, .bil, or any file beside an ENVI header (.hdr). Choose another folder or pattern{below}.</source>
        <translation type="vanished">文件夹 {place} 中没有名称符合“{pattern}”的{role}影像{others}；栅格是 .tif、.vrt、.img、.hdf、.nc、.bil 等文件，或带有 ENVI 头文件（.hdr）的任何文件。请另选文件夹或模式{below}。</translation>
    </message>
    <message>
        <source>The folder {} cannot be made ({}); choose another.</source>
        <translation type="vanished">无法创建文件夹 {}({})；请另选。</translation>
    </message>
    <message>
        <source>The form of 2022 follows the paper's figure, with four modules in each block, which the figure draws but does not state; that of 2020 follows an early program of the authors. Scenes are mirrored at their edge, and predictions from several pairs are weighted by how near their coarse images are.</source>
        <translation type="vanished">2022 年的形式依照论文插图，每个块有四个模块，插图画出但未写明；2020 年的形式依照作者的早期程序。场景在边缘处作镜像，多个像对的预测按其低分辨率影像的接近程度加权。</translation>
    </message>
    <message>
        <source>The fusion method; its own page tells when to choose it. auto tries several on what is known.</source>
        <translation type="vanished">融合方法；其帮助页面说明何时选用。auto 在已知数据上尝试多种方法。</translation>
    </message>
    <message>
        <source>The graph follows the paper's figure; widths, numbers of blocks, the insides of extraction, attention and coupling, loss and training are set here.</source>
        <translation type="vanished">图结构依照论文插图；宽度、块数、提取、注意力和耦合的内部、损失函数和训练方式由本软件设定。</translation>
    </message>
    <message>
        <source>The id of a method and its options, with | between methods, such as starfm: WINDOW=31; CLASSES=6 | fsdaf: NEIGHBOURS=30. Empty takes the defaults.</source>
        <translation type="vanished">方法的标识及其选项，方法之间用 | 分隔，例如 starfm: WINDOW=31; CLASSES=6 | fsdaf: NEIGHBOURS=30。留空采用默认值。</translation>
    </message>
    <message>
        <source>The image has the shape {shape}; give an array that ends in rows and columns.</source>
        <translation type="vanished">影像的形状为 {shape}；请给出以行和列结尾的数组。</translation>
    </message>
    <message>
        <source>The images are {abs} days apart: the coarse one can be that of a target date, but hardly makes a pair with the fine one.</source>
        <translation type="vanished">两幅影像相隔 {abs} 天：该粗影像可作为目标日期的粗影像，但难以与精细影像组成影像对。</translation>
    </message>
    <message>
        <source>The images have {rows} x {cols} pixels, and this network is trained with patches of at least {least} x {least}; give larger images.</source>
        <translation type="vanished">影像有 {rows} x {cols} 个像元，而此网络用至少 {least} x {least} 的图块训练；请给出更大的影像。</translation>
    </message>
    <message>
        <source>The images of both pairs and of the target date are joined and read on four scales; on each scale one branch keeps fine texture and another one attends to what lies around.</source>
        <translation type="vanished">两个影像对和目标日期的影像连接后在四个尺度上读取；每个尺度上一个分支保留精细纹理，另一个分支关注周围。</translation>
    </message>
    <message>
        <source>The installation stopped at an error of its own ({}: {}).</source>
        <translation type="vanished">安装因自身错误而中止（{}：{}）。</translation>
    </message>
    <message>
        <source>The labels have no polygon; choose a layer of drawn fields, or a raster of labels.</source>
        <translation type="vanished">标签没有多边形；请选择已勾绘农田的图层，或标签栅格。</translation>
    </message>
    <message>
        <source>The labels have {bands} bands; give one with a number for each field, or three: extent, boundary, distance.</source>
        <translation type="vanished">标签有 {bands} 个波段；请给出一个波段（每块农田一个编号），或三个波段：范围、边界、距离。</translation>
    </message>
    <message>
        <source>The labels show fields everywhere or nowhere; choose labels of this area, with gaps between fields.</source>
        <translation type="vanished">标签处处是农田或处处不是；请选择本区域的、农田之间有间隔的标签。</translation>
    </message>
    <message>
        <source>The loss is no finite number any more: the training has run away. Choose a smaller learning rate.</source>
        <translation type="vanished">损失已不是有限数：训练发散了。请选择较小的学习率。</translation>
    </message>
    <message>
        <source>The mask does not overlap the prediction; choose the mask of the same area.</source>
        <translation type="vanished">掩膜与预测影像不重叠；请选择同一区域的掩膜。</translation>
    </message>
    <message>
        <source>The name of the weights contains a null character; give the file another name.</source>
        <translation type="vanished">权重的名称含有空字符；请换一个文件名。</translation>
    </message>
    <message>
        <source>The network follows the authors' program. The first stage has none: its objective follows the paper, its sizes and its solver are set here, and it learns from samples of the training.</source>
        <translation type="vanished">网络依照作者的程序。第一阶段没有公开代码：其目标函数依照论文，尺寸和求解方法由本软件设定，并从训练样本中学习。</translation>
    </message>
    <message>
        <source>The network of GAN-STFM, which takes the texture of any fine image and the colours of the coarse one. Blocks are predicted with the pixels around them, only their cores are kept, and these are put side by side.</source>
        <translation type="vanished">采用 GAN-STFM 的网络，取任一精细影像的纹理和粗影像的色彩。分块连同其周围像元一起预测，只保留其核心并相接排列。</translation>
    </message>
    <message>
        <source>The network sees all bands of the coarse images, as the source has seven of MODIS for six of Landsat. Weights fit images with as many additional bands as those they were trained with. No reads only the bands that Bands matches with fine ones.</source>
        <translation type="vanished">网络看到粗影像的全部波段，如来源中 MODIS 七个波段对应 Landsat 六个波段。权重只适合与训练时其余波段数目相同的影像。否则只读取“波段”中与精细波段对应的波段。</translation>
    </message>
    <message>
        <source>The network sees all bands of the coarse images, as the source has seven of MODIS for six of Landsat. Weights fit images with as many further bands as those they were trained with. No reads only the bands that Bands matches with fine ones.</source>
        <translation type="vanished">网络看到粗影像的全部波段，如来源中 MODIS 七个波段对应 Landsat 六个波段。权重只适合与训练时其余波段数目相同的影像。否则只读取“波段”中与精细波段对应的波段。</translation>
    </message>
    <message>
        <source>The network to train; its own page tells when to choose it. EDCSTFN is robust and small, STFNet learns from few dates.</source>
        <translation type="vanished">要训练的网络；其帮助页面说明何时选用。EDCSTFN 稳健而小巧，STFNet 可由少量日期学习。</translation>
    </message>
    <message>
        <source>The networks follow the program of RCAN's authors, the flow the paper's figure. Here the enlarged target image, moved by the mean difference of the pair, takes the place of FSDAF's spline, and unmixing works on the block means of both enlarged images. The second network starts anew and not from the first one.</source>
        <translation type="vanished">网络依照 RCAN 作者的程序，流程依照论文插图。此处放大的目标影像按像对的平均差值平移后代替 FSDAF 的样条，解混基于两幅放大影像的块均值。第二个网络重新开始训练，而不由第一个初始化。</translation>
    </message>
    <message>
        <source>The networks follow the program of RCAN's authors, the flow the paper's figure. Here the enlarged target image, moved by the mean difference of the pair, takes the place of FSDAF's spline, and unmixing works on the block means of both enlarged images. The second network starts from random weights and not from the first one.</source>
        <translation type="vanished">网络依照 RCAN 作者的程序，流程依照论文插图。此处放大的目标影像按像对的平均差值平移后代替 FSDAF 的样条，解混基于两幅放大影像的块均值。第二个网络重新开始训练，而不由第一个初始化。</translation>
    </message>
    <message>
        <source>The nodata values '{text}' of {source} are not understood; write values and ranges, such as 0;5..7.</source>
        <translation type="vanished">无法理解 {source} 的无数据值“{text}”；请写数值和区间，例如 0;5..7。</translation>
    </message>
    <message>
        <source>The number of enlargement steps of the coarse branch depends on the ratio, instead of always sixteen times. The networks of all bands are trained in the same run.</source>
        <translation type="vanished">粗影像一侧按像元比所需的次数放大，而不总是十六倍。各波段的网络在同一次运行中训练。</translation>
    </message>
    <message>
        <source>The output folder {folder} is also a folder of input images; choose another one, so that no input is overwritten and no prediction is taken for an observation.</source>
        <translation type="vanished">输出文件夹 {folder} 也是输入影像的文件夹；请另选，以免覆盖输入，或把预测当作观测。</translation>
    </message>
    <message>
        <source>The output folder {parent} does not exist; create it or choose another.</source>
        <translation type="vanished">输出文件夹 {parent} 不存在；请创建它或另选。</translation>
    </message>
    <message>
        <source>The output is missing; choose where to save the shifted image, or choose measure only.</source>
        <translation type="vanished">缺少输出；请指定移动后影像的写出位置，或仅测量。</translation>
    </message>
    <message>
        <source>The output is missing; say where the shifted image is to be written, or measure only.</source>
        <translation type="vanished">缺少输出；请指定移动后影像的写出位置，或仅测量。</translation>
    </message>
    <message>
        <source>The output {name} is one of the inputs; choose another name, so that nothing is lost.</source>
        <translation type="vanished">输出 {name} 是输入之一；请另选名称，以免丢失数据。</translation>
    </message>
    <message>
        <source>The output {name} must be a GeoTIFF: let its name end in .tif.</source>
        <translation type="vanished">输出 {name} 必须是 GeoTIFF：名称须以 .tif 结尾。</translation>
    </message>
    <message>
        <source>The output {path} is a folder; give the name of a file in it, ending in .tif.</source>
        <translation type="vanished">输出 {path} 是文件夹；请给出其中以 .tif 结尾的文件名。</translation>
    </message>
    <message>
        <source>The pattern '{pattern}' for {role} images is no file name; write one like {example}_*.tif.</source>
        <translation type="vanished">{role}影像的名称模式“{pattern}”不是文件名；请写成 {example}_*.tif 这样的形式。</translation>
    </message>
    <message>
        <source>The pattern '{}' for masks needs the folder of the images; choose it.</source>
        <translation type="vanished">掩膜模式“{}”需要影像所在文件夹；请选择。</translation>
    </message>
    <message>
        <source>The polygons cannot be written; choose another file for them, such as parcels.gpkg.</source>
        <translation type="vanished">无法写出多边形；请为其选择另一文件，例如 parcels.gpkg。</translation>
    </message>
    <message>
        <source>The prediction is of {first} and {title} of {other}; they should be of the same day.</source>
        <translation type="vanished">预测影像的日期为 {first}，{title}的日期为 {other}；两者应为同一天。</translation>
    </message>
    <message>
        <source>The prediction {prediction} has {count} bands and the reference {reference} has {wanted}; enter in Bands the reference band for each band of the prediction, 0 to skip a band.</source>
        <translation type="vanished">预测影像 {prediction} 有 {count} 个波段，参考影像 {reference} 有 {wanted} 个；请在“波段”中给出预测影像各波段对应的参考波段，0 表示不使用该波段。</translation>
    </message>
    <message>
        <source>The prediction {prediction} has {count} bands and the reference {reference} has {wanted}; state in Bands the reference band for each band of the prediction, with 0 for one to leave out.</source>
        <translation type="vanished">预测影像 {prediction} 有 {count} 个波段，参考影像 {reference} 有 {wanted} 个；请在“波段”中给出预测影像各波段对应的参考波段，0 表示不使用该波段。</translation>
    </message>
    <message>
        <source>The quality raster {label} holds {dtype}, which has no bits; state values, or choose the raster of the product.</source>
        <translation type="vanished">质量栅格 {label} 的类型为 {dtype}，没有位；请给出值，或选择产品自带的栅格。</translation>
    </message>
    <message>
        <source>The range of values of a band is empty; its lowest value must be below its highest.</source>
        <translation type="vanished">某个波段的值范围为空；最小值必须小于最大值。</translation>
    </message>
    <message>
        <source>The raster has {rows} x {cols} pixels, too many to draw outlines at once; leave the polygons empty, or clip the very fine image.</source>
        <translation type="vanished">栅格有 {rows} x {cols} 个像元，一次勾绘不了这么多；请将多边形留空，或裁剪极高分辨率影像。</translation>
    </message>
    <message>
        <source>The reference covers only {share:.0%} of the prediction; the rest is not compared.</source>
        <translation type="vanished">参考影像只覆盖预测影像的 {share:.0%}；其余部分不参与比较。</translation>
    </message>
    <message>
        <source>The reference has another grid than the prediction and is resampled to it ({how}).</source>
        <translation type="vanished">参考影像与预测影像的格网不同；已重采样到预测影像的格网（{how}）。</translation>
    </message>
    <message>
        <source>The reference is constant in {names}: r, R², SSIM and PSNR are not defined there.</source>
        <translation type="vanished">参考影像在 {names} 中为常数：r、R²、SSIM 和 PSNR 在该处没有定义。</translation>
    </message>
    <message>
        <source>The reference lies on another grid than the prediction; it is resampled to it ({how}).</source>
        <translation type="vanished">参考影像与预测影像的格网不同；已重采样到预测影像的格网（{how}）。</translation>
    </message>
    <message>
        <source>The regression is drawn towards a slope of one where the window has less contrast than the sensor has noise; the authors' program takes wild slopes there (option). Windows end at the image's edge, where the authors' program repeats the last pixels. Masks, missing pixels and limits are added. Similar pixels are sought over all bands as in the paper; the program takes red and near infrared.</source>
        <translation type="vanished">窗口内的反差小于传感器噪声时，回归斜率被拉向一；作者的程序在那里取任意斜率（可选）。窗口在影像边缘处截断，作者的程序则重复最后的像元。增加了掩膜、缺失像元和限值的处理。与论文一样在所有波段上寻找相似像元；程序采用红和近红外。</translation>
    </message>
    <message>
        <source>The result {name} in {folder} would replace a file of the input {source}; choose another output folder, so that nothing is lost.</source>
        <translation type="vanished">{folder} 中的结果 {name} 会替换输入 {source} 的文件；请另选输出文件夹，以免丢失数据。</translation>
    </message>
    <message>
        <source>The same index in each window of 8 x 8 pixels, and the mean of these.</source>
        <translation type="vanished">同一指数在每个 8 x 8 像元窗口中的值的平均。</translation>
    </message>
    <message>
        <source>The scene has strong contrasts: statistics of its features belong to a block, so that cores may differ in tone; GAN-STFM blends its tiles.</source>
        <translation type="vanished">场景反差强：特征的统计量属于分块，核心之间的色调可能不同；GAN-STFM 则融合其图块。</translation>
    </message>
    <message>
        <source>The scene is large: each pixel takes 1.2 thousand million multiplications, in the form of 2020 five times as many, and one million pixels take hours even with CUDA.</source>
        <translation type="vanished">场景大：每个像元需要 12 亿次乘法，形式 2020 为其五倍；即使用 CUDA，一百万个像元也要几小时。</translation>
    </message>
    <message>
        <source>The scene is small or time is short: 22 million parameters are fitted to it. StfNet has 0.1 million and is often as good.</source>
        <translation type="vanished">场景小或时间短：要拟合 2200 万个参数。StfNet 只有 10 万个，往往同样好。</translation>
    </message>
    <message>
        <source>The scene is small, you have a CUDA device and time, and each pixel matters: tiles have no seams, and nothing in it averages over a scene.</source>
        <translation type="vanished">场景小，有 CUDA 设备和时间，且每个像元都重要：没有图块接缝，其中也没有对场景的平均。</translation>
    </message>
    <message>
        <source>The season runs back and forth between the pairs: each network learns how one date follows from the other and not how fine change follows coarse change. StfNet or STF3DCNN are safer then.</source>
        <translation type="vanished">季节在两对之间往返：每个网络学习的是一个日期如何随另一个日期变化，而不是精细变化如何随粗变化。此时 StfNet 或 STF3DCNN 更稳妥。</translation>
    </message>
    <message>
        <source>The series has {count} dated images and at least {least_dates} are needed; add dates, or put the dates into the file names, for example _20150714.</source>
        <translation type="vanished">序列有 {count} 幅带日期的影像，至少需要 {least_dates} 幅；请增加日期，或把日期写进文件名，例如 _20150714。</translation>
    </message>
    <message>
        <source>The series is to begin on {start} and to end on {end}; exchange the dates.</source>
        <translation type="vanished">序列的起始日期为 {start}，结束日期为 {end}；请对调。</translation>
    </message>
    <message>
        <source>The shift found lies at the edge of the search, {largest:g} coarse pixels; it may be larger.</source>
        <translation type="vanished">求得的偏移位于搜索范围的边缘，即 {largest:g} 个粗像元；实际可能更大。</translation>
    </message>
    <message>
        <source>The state does not belong to this network with these options; train anew, or state the same options.</source>
        <translation type="vanished">该状态不属于采用这些选项的此网络；请重新训练，或给出相同的选项。</translation>
    </message>
    <message>
        <source>The state in {name} is damaged; train anew.</source>
        <translation type="vanished">{name} 中的状态已损坏；请重新训练。</translation>
    </message>
    <message>
        <source>The state {name} belongs to the network {other}, not to {id}.</source>
        <translation type="vanished">状态 {name} 属于网络 {other}，不属于 {id}。</translation>
    </message>
    <message>
        <source>The target date {date} is also the date of {days}; choose the coarse image of another day, or correct the dates.</source>
        <translation type="vanished">目标日期 {date} 也是{days}的日期；请选择另一天的粗影像，或改正日期。</translation>
    </message>
    <message>
        <source>The target date {date} lies outside the pairs' dates, {first} to {last}; choose pairs on both sides of it, give one pair only, or allow dates outside the pairs.</source>
        <translation type="vanished">目标日期 {date} 在影像对的日期 {first} 到 {last} 之外；请选择其前后的影像对，只给一对，或允许日期在影像对之外。</translation>
    </message>
    <message>
        <source>The time is up after {done} of {count} epochs of the stage '{name}'.</source>
        <translation type="vanished">时间已到，阶段“{name}”完成了 {done} 轮，共 {count} 轮。</translation>
    </message>
    <message>
        <source>The training state in {name} is damaged; start the training again.</source>
        <translation type="vanished">{name} 中的状态已损坏；请重新训练。</translation>
    </message>
    <message>
        <source>The truth is a prediction of STFusion, not an observation; errors are differences from that prediction.</source>
        <translation type="vanished">真值是 STFusion 的预测，而不是观测；误差是与该预测的差。</translation>
    </message>
    <message>
        <source>The truth is of {truth_date} and the coarse image of the target date of {target_date}; choose images of the same day.</source>
        <translation type="vanished">真值的日期为 {truth_date}，目标日期的粗影像为 {target_date}；请选择同一天的影像。</translation>
    </message>
    <message>
        <source>The truth is {role} as well; a method that has seen it cannot be judged by it.</source>
        <translation type="vanished">真值同时也是{role}；见过真值的方法不能用它来评判。</translation>
    </message>
    <message>
        <source>The two networks follow the paper's figure with the sizes of EDSR; how fine detail is put in, and the mosaic form, are set here. The ratio of the sensors is shared between both networks.</source>
        <translation type="vanished">两个网络依照论文插图，尺寸取自 EDSR；细节的加入方式和镶嵌形式由本软件设定。两个网络共同分担传感器的分辨率比。</translation>
    </message>
    <message>
        <source>The unit wanted is {unit}, but the images hold {found}; choose another unit, or state the scale.</source>
        <translation type="vanished">要求的单位为{unit}，但影像的内容为{found}；请选择其他单位，或给出比例。</translation>
    </message>
    <message>
        <source>The very fine image and {role} do not overlap; choose images of the same area, or assign the right CRS.</source>
        <translation type="vanished">极高分辨率影像与{role}不重叠；请选择同一区域的影像，或指定正确的坐标参照系。</translation>
    </message>
    <message>
        <source>The very fine image has {rows} x {cols} pixels, more than can be learnt from at once; clip it to a part.</source>
        <translation type="vanished">极高分辨率影像有 {rows} x {cols} 个像元，一次学习不了这么多；请裁剪出一部分。</translation>
    </message>
    <message>
        <source>The very fine image has {rows} x {cols} pixels, more than can be used for training at once; clip it.</source>
        <translation type="vanished">极高分辨率影像有 {rows} x {cols} 个像元，一次学习不了这么多；请裁剪出一部分。</translation>
    </message>
    <message>
        <source>The very fine image is missing; choose the raster in which fields can be seen.</source>
        <translation type="vanished">缺少极高分辨率影像；请选择能看清农田的栅格。</translation>
    </message>
    <message>
        <source>The wavelet transform is part of what is learnt through; the authors' program stops the gradient there, so that two fifths of its parameters stay random. The auto-encoder of the feature loss is the one that was trained, and not another one with random weights.</source>
        <translation type="vanished">小波变换参与学习；作者的程序在此处截断了梯度，使五分之二的参数保持随机。特征损失的自编码器就是训练过的那一个，而不是另一个随机权重的。</translation>
    </message>
    <message>
        <source>The weights are for coarse pixels of {trained} fine ones, and here they are {here}; choose other weights, or state the ratio.</source>
        <translation type="vanished">权重适用于 {trained} 个精细像元的粗像元，此处为 {here} 个；请选择其他权重，或给出像元比。</translation>
    </message>
    <message>
        <source>The weights belong to the network {network} and not to {id}; choose others, or that algorithm.</source>
        <translation type="vanished">权重属于网络 {network}，不属于 {id}；请选择其他权重，或该网络的算法。</translation>
    </message>
    <message>
        <source>The weights belong to the network {network} and not to {id}; choose others.</source>
        <translation type="vanished">权重属于网络 {network}，不属于 {id}；请选择其他权重。</translation>
    </message>
    <message>
        <source>The weights do not state the range of the panchromatic image; choose weights that STFusion has written.</source>
        <translation type="vanished">权重没有给出全色影像的取值范围；请选择 STFusion 写出的权重。</translation>
    </message>
    <message>
        <source>The weights state an option that {network} does not have: {reason} Choose weights that STFusion has written.</source>
        <translation type="vanished">权重给出了 {network} 没有的选项：{reason}请选择 STFusion 写出的权重。</translation>
    </message>
    <message>
        <source>The weights were trained with coarse pixels of {trained} fine ones, and here they are {here:.0f}; the network may not know how smooth these images are.</source>
        <translation type="vanished">权重训练时一个粗像元为 {trained} 个精细像元，此处为 {here:.0f} 个；网络可能不了解这些影像的平滑程度。</translation>
    </message>
    <message>
        <source>The weights were trained with the bands {trained} and the images have the bands {here}; if these are not the same bands in the same order, the prediction is wrong: choose the bands by Bands, or other weights.</source>
        <translation type="vanished">权重用波段 {trained} 训练，而影像的波段为 {here}；如果它们不是顺序相同的相同波段，预测将是错误的：请用“波段”选择波段，或换用其他权重。</translation>
    </message>
    <message>
        <source>The weights were trained with the bands {trained}, but the images have the bands {here}; if these are not the same bands in the same order, the prediction is wrong: set the bands in Bands, or choose other weights.</source>
        <translation type="vanished">权重用波段 {trained} 训练，而影像的波段为 {here}；如果它们不是顺序相同的相同波段，预测将是错误的：请用“波段”选择波段，或换用其他权重。</translation>
    </message>
    <message>
        <source>The weights were trained with {learnt} bands and a series of {learnt_series} bands; the images have {bands} and {series_bands}. Choose other weights, or images with these bands.</source>
        <translation type="vanished">权重用 {learnt} 个波段和 {learnt_series} 个波段的序列训练，而影像有 {bands} 和 {series_bands} 个；请选择其他权重，或有这些波段的影像。</translation>
    </message>
    <message>
        <source>The weights were trained with {learnt} bands and a series of {learnt_series}, and the images have {bands} and {series_bands}; choose other weights, or images of these bands.</source>
        <translation type="vanished">权重用 {learnt} 个波段和 {learnt_series} 个波段的序列训练，而影像有 {bands} 和 {series_bands} 个；请选择其他权重，或有这些波段的影像。</translation>
    </message>
    <message>
        <source>The weights were trained with {trained} bands ({names}) and the images have {count}; choose the bands by Bands, or other weights.</source>
        <translation type="vanished">权重用 {trained} 个波段（{names}）训练，而影像有 {count} 个；请在“波段”中选择波段，或选择其他权重。</translation>
    </message>
    <message>
        <source>The weights were trained with {trained} bands ({names}), but the images have {count}; set the bands in Bands, or choose other weights.</source>
        <translation type="vanished">权重用 {trained} 个波段（{names}）训练，而影像有 {count} 个；请在“波段”中选择波段，或选择其他权重。</translation>
    </message>
    <message>
        <source>The weights were trained with {trained} coarse bands that no fine band is matched with and here {count} are read; choose the bands by Bands, set OTHER_BANDS, or choose other weights.</source>
        <translation type="vanished">权重训练时读取 {trained} 个没有对应精细波段的粗波段，此处读取 {count} 个；请用“波段”选择波段、设置 OTHER_BANDS，或选择其他权重。</translation>
    </message>
    <message>
        <source>The weights were trained with {trained} unmatched coarse bands, but there are {count}; set the bands in Bands, set OTHER_BANDS, or choose other weights.</source>
        <translation type="vanished">权重训练时读取 {trained} 个没有对应精细波段的粗波段，此处读取 {count} 个；请用“波段”选择波段、设置 OTHER_BANDS，或选择其他权重。</translation>
    </message>
    <message>
        <source>The weights {name} must end in {suffix}; give the file such a name.</source>
        <translation type="vanished">权重 {name} 必须以 {suffix} 结尾；请改用这样的文件名。</translation>
    </message>
    <message>
        <source>The weights {path} are a folder; give the name of a file in it.</source>
        <translation type="vanished">权重 {path} 是文件夹；请给出其中一个文件的名称。</translation>
    </message>
    <message>
        <source>The weights {path} cannot be written ({cause}); give the file another name.</source>
        <translation type="vanished">权重 {path} 无法写出（{cause}）；请换一个文件名。</translation>
    </message>
    <message>
        <source>The weights {path} do not exist; choose a file that ends in {suffix}.</source>
        <translation type="vanished">权重 {path} 不存在；请选择以 {suffix} 结尾的文件。</translation>
    </message>
    <message>
        <source>The whole scene gives the thresholds, from valid pixels only, and windows do not end at block borders; the authors' program counts the background into them (option). One coefficient for each window, as in the program; the paper has one for each coarse pixel.</source>
        <translation type="vanished">阈值由整个场景的有效像元得出，窗口不在分块边界处截断；作者的程序把背景也计入（可选）。与程序一样，每个窗口一个系数；论文中每个粗像元一个系数。</translation>
    </message>
    <message>
        <source>The width of the point-spread function is {width:g}; give coarse pixels up to {widest:g}, or 0 for the usual.</source>
        <translation type="vanished">点扩散函数的宽度为 {width:g}；请给出不超过 {widest:g} 的粗像元数，或 0 表示通常值。</translation>
    </message>
    <message>
        <source>The wiring follows the paper's figure and abstract; layers, losses and the merge pixel by pixel are set here, guided by a public file of a sister network. With two dates only, the one between is mixed of both.</source>
        <translation type="vanished">连接方式依照论文的插图和摘要；网络层、损失函数和逐像元合并由本软件设定，参考了姊妹网络的一个公开文件。只有两个日期时，中间日期由两者混合而成。</translation>
    </message>
    <message>
        <source>The wiring follows the paper's figure and abstract; widths, dilations and training are set here. Means of the attention belong to a tile: neighbours overlap widely.</source>
        <translation type="vanished">连接方式依照论文的插图和摘要；宽度、膨胀率和训练方式由本软件设定。注意力的均值属于单个瓦片：相邻瓦片大幅重叠。</translation>
    </message>
    <message>
        <source>The wiring follows the paper's figure and abstract; widths, strides, loss and training are set here. Change is that from the pair to the target date.</source>
        <translation type="vanished">连接方式依照论文的插图和摘要；宽度、步长、损失函数和训练方式由本软件设定。变化指从像对日期到目标日期的变化。</translation>
    </message>
    <message>
        <source>The wiring follows the paper's figure and abstract; widths, the shape of the parts, loss and training are set here.</source>
        <translation type="vanished">连接方式依照论文的插图和摘要；宽度、各部分形状、损失函数和训练方式由本软件设定。</translation>
    </message>
    <message>
        <source>The wiring follows the paper's figure; depth, width, loss and training are set here. The axes of time hold one change at a time, since two pairs cannot train more. No activation follows the last convolution, because changes are signed.</source>
        <translation type="vanished">连接方式依照论文插图；深度、宽度、损失函数和训练方式由本软件设定。时间轴每次只含一个变化，因为两个像对无法训练更多。最后一层卷积之后没有激活函数，因为变化有正负。</translation>
    </message>
    <message>
        <source>The workflow follows the paper's figure and abstract; layers, loss and training are set here. While training, spans are also shortened and prolonged, so that the change between the pairs is not learnt by heart.</source>
        <translation type="vanished">流程依照论文的插图和摘要；网络层、损失函数和训练方式由本软件设定。训练时还会缩短和延长时间跨度，以免死记两个像对之间的变化。</translation>
    </message>
    <message>
        <source>The workflow follows the paper's figure and abstract; layers, loss and training are set here. While training, spans are also shortened and prolonged, to avoid overfitting to the change between the pairs.</source>
        <translation type="vanished">流程依照论文的插图和摘要；网络层、损失函数和训练方式由本软件设定。训练时还会缩短和延长时间跨度，以免死记两个像对之间的变化。</translation>
    </message>
    <message>
        <source>The {what} {name} is one of the files of the input {source}; choose another name, so that nothing is lost.</source>
        <translation type="vanished">{what} {name} 是输入 {source} 的文件之一；请换一个名称，以免丢失数据。</translation>
    </message>
    <message>
        <source>The {what} {name} is one of the inputs; choose another name, so that nothing is lost.</source>
        <translation type="vanished">{what} {name} 是输入之一；请换一个名称，以免丢失数据。</translation>
    </message>
    <message>
        <source>The {what} {name} is one of the inputs; choose another name.</source>
        <translation type="vanished">{what} {name} 是输入之一；请另选名称。</translation>
    </message>
    <message>
        <source>The {what} {name} must end in {endings}; give it such a name.</source>
        <translation type="vanished">{what} {name} 必须以 {endings} 结尾；请改用这样的名称。</translation>
    </message>
    <message>
        <source>The {what} {path} is a folder; give the name of a file in it, ending in {endings}.</source>
        <translation type="vanished">{what} {path} 是文件夹；请给出其中以 {endings} 结尾的文件名。</translation>
    </message>
    <message>
        <source>There are good pairs on both sides of the target date and no sudden change: ESTARFM is more accurate then. Changes much smaller than a coarse pixel cannot be found by any method without a fine image.</source>
        <translation type="vanished">目标日期前后都有好的影像对且没有突变：此时 ESTARFM 更准确。远小于粗像元的变化，没有精细影像任何方法都无法发现。</translation>
    </message>
    <message>
        <source>There are many bands: they are predicted one after the other, and time grows with their number.</source>
        <translation type="vanished">波段很多：它们逐个预测，用时随波段数增加。</translation>
    </message>
    <message>
        <source>There are no coarse images of pairs; choose at least one.</source>
        <translation type="vanished">没有影像对的粗影像；请至少选择一幅。</translation>
    </message>
    <message>
        <source>There are no fine images of pairs; choose at least one.</source>
        <translation type="vanished">没有影像对的精细影像；请至少选择一幅。</translation>
    </message>
    <message>
        <source>There are no {} images; choose them, or the folder that holds them.</source>
        <translation type="vanished">没有 {} 影像；请选择影像或其所在文件夹。</translation>
    </message>
    <message>
        <source>There are two dates only: it wants a third one to learn from, else it learns from a mixture of both. Values outside the range seen while training cannot be predicted.</source>
        <translation type="vanished">只有两个日期：它需要第三个日期来学习，否则只能从两者的混合学习。无法预测超出训练范围的值。</translation>
    </message>
    <message>
        <source>There are two pairs and no weights: like StfNet it needs nothing but the scene itself, and each output pixel sees a whole patch.</source>
        <translation type="vanished">有两个影像对而没有权重：与 StfNet 一样，它只需要场景本身，而且每个输出像元都能看到整个图块。</translation>
    </message>
    <message>
        <source>There are two pairs and the sensors differ in more than resolution: the mapping is learnt from pairs of one date, so that each pair counts and no change between dates is needed to learn from.</source>
        <translation type="vanished">有两个影像对，且传感器的差别不只是分辨率：映射从同一日期的影像对学习，因此每一对都有用，无需日期之间的变化。</translation>
    </message>
    <message>
        <source>There are two pairs and the sensors differ in more than resolution: the mapping is trained on pairs of one date, so that each pair counts and no change between dates is required.</source>
        <translation type="vanished">有两个影像对，且传感器的差别不只是分辨率：映射从同一日期的影像对学习，因此每一对都有用，无需日期之间的变化。</translation>
    </message>
    <message>
        <source>There are two pairs around the target date and sensors of a modest ratio, such as Landsat and Sentinel-2, with a CUDA device and a series to train with.</source>
        <translation type="vanished">目标日期前后有两个影像对，传感器的像元比不大（如 Landsat 与 Sentinel-2），并有 CUDA 设备和可供训练的序列。</translation>
    </message>
    <message>
        <source>There are two pairs around the target date and time is short: it has 0.1 million parameters and learns from this very scene within minutes.</source>
        <translation type="vanished">目标日期前后有两个影像对而时间有限：它有 10 万个参数，几分钟内即可从本场景学习。</translation>
    </message>
    <message>
        <source>There are two pairs around the target date and you want a network that learns from this very scene within minutes: it is the smallest of all and needs no fine image of a third date.</source>
        <translation type="vanished">目标日期前后有两个影像对，且希望网络在几分钟内从本场景学习：它是所有网络中最小的，不需要第三个日期的精细影像。</translation>
    </message>
    <message>
        <source>There are two pairs around the target date, StfNet is too smooth, and you can wait some times longer: it learns from the same two pairs and sees farther.</source>
        <translation type="vanished">目标日期前后有两个影像对，StfNet 过于平滑，而您可以多等几倍时间：它从同样的两对学习，但看得更远。</translation>
    </message>
    <message>
        <source>There are two pairs around the target date, and land cover changes in shape as well as in tone: the patches carry structure that single similar pixels do not. It also works with one pair.</source>
        <translation type="vanished">目标日期前后有两个影像对，且土地覆盖在形状和色调上都有变化：图块带有单个相似像元所没有的结构。也可用于一个影像对。</translation>
    </message>
    <message>
        <source>There are two pairs around the target date, land cover changes between them, and you have a CUDA device and a large series to train with.</source>
        <translation type="vanished">目标日期前后有两个影像对，其间土地覆盖发生变化，并有 CUDA 设备和大的序列可供训练。</translation>
    </message>
    <message>
        <source>There are two pairs around the target date, the sensors differ in more than resolution, and a series of some dates is there to learn from: it has 0.2 million parameters only.</source>
        <translation type="vanished">目标日期前后有两个影像对，传感器的差别不只是分辨率，且有若干日期的序列可供学习：它只有 20 万个参数。</translation>
    </message>
    <message>
        <source>There are two pairs with clouds in them, and a series of three or more dates to train with. It sees far, so that errors of registration disturb it less.</source>
        <translation type="vanished">有两个带云的影像对，并有三个或更多日期的序列可供训练。它的视野大，因此配准误差影响较小。</translation>
    </message>
    <message>
        <source>There are two pairs, one on each side of the target date, and the land is mixed in small fields that change steadily between the dates. It is often the most accurate method then.</source>
        <translation type="vanished">目标日期前后各有一个影像对，地表为混杂的小地块，且在两个日期之间稳定变化。此时它往往是最准确的方法。</translation>
    </message>
    <message>
        <source>There are {} very fine images; this network takes one: choose it, or narrow the names.</source>
        <translation type="vanished">有 {} 幅极高分辨率影像；此网络只取一幅：请选定，或缩小名称范围。</translation>
    </message>
    <message>
        <source>There is a good pair near the target date. And where you need the method of the paper: little of its inside is known.</source>
        <translation type="vanished">目标日期附近有好的影像对；或需要论文原有的方法：其内部细节公开得很少。</translation>
    </message>
    <message>
        <source>There is a good pair near the target date: methods that see its coarse image know better what has changed.</source>
        <translation type="vanished">目标日期附近有好的影像对：能看到其粗影像的方法更清楚发生了什么变化。</translation>
    </message>
    <message>
        <source>There is a good pair near the target date: networks that see its coarse image know better what has changed.</source>
        <translation type="vanished">目标日期附近有好的影像对：能看到其粗影像的网络更清楚发生了什么变化。</translation>
    </message>
    <message>
        <source>There is a good pair near the target date: networks that see its coarse image know better what has changed. On a CPU it is slow.</source>
        <translation type="vanished">目标日期附近有好的影像对：能看到其粗影像的网络更清楚发生了什么变化。在 CPU 上较慢。</translation>
    </message>
    <message>
        <source>There is no classical method {unknown}; choose among: {known}.</source>
        <translation type="vanished">没有经典方法 {unknown}；请从下列值中选择：{known}。</translation>
    </message>
    <message>
        <source>There is no fine image left. {reason}</source>
        <translation type="vanished">没有剩下精细影像。{reason}</translation>
    </message>
    <message>
        <source>There is no method '{unknown}'; choose among: {known}.</source>
        <translation type="vanished">没有方法“{unknown}”；请从下列值中选择：{known}。</translation>
    </message>
    <message>
        <source>There is no panchromatic image, or it shows another date than the fine image: choose STFDiff. On a CPU it is slow: each draw takes as many passes as there are steps.</source>
        <translation type="vanished">没有全色影像，或其日期与精细影像不同：请选择 STFDiff。在 CPU 上很慢：每次抽样所需的遍数等于步数。</translation>
    </message>
    <message>
        <source>There is no pixel to compare: no unmasked pixel is valid in both prediction and reference; check their nodata values, their georeference, and the mask.</source>
        <translation type="vanished">没有可比较的像元：没有在预测影像和参考影像中均有效的未掩膜像元；请检查它们的无数据值、地理参照和掩膜。</translation>
    </message>
    <message>
        <source>There is no pixel to compare: prediction, reference and mask leave none that is valid in both images; check their nodata values, their places, and the mask.</source>
        <translation type="vanished">没有可比较的像元：预测影像、参考影像和掩膜之后，没有在两幅影像中均有效的像元；请检查它们的无数据值、位置和掩膜。</translation>
    </message>
    <message>
        <source>There is no point-spread function '{kind}'; choose one of: {choices}.</source>
        <translation type="vanished">没有点扩散函数“{kind}”；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>There is no quality layer '{kind}'; choose one of: {choices}.</source>
        <translation type="vanished">没有质量图层“{kind}”；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>There is no sensor '{word}'; choose one of: {choices}.</source>
        <translation type="vanished">没有传感器“{word}”；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>There is no way from one coordinate reference system to the other: {error}.</source>
        <translation type="vanished">无法从一个坐标参照系转换到另一个：{error}。</translation>
    </message>
    <message>
        <source>There is no way to match bands by '{how}'; choose one of: {choices}.</source>
        <translation type="vanished">不能按“{how}”匹配波段；请从下列值中选择：{choices}。</translation>
    </message>
    <message>
        <source>There is no {role} image with a date; choose images whose names, tags or layers have one.</source>
        <translation type="vanished">没有带日期的{role}影像；请选择名称、标签或图层中有日期的影像。</translation>
    </message>
    <message>
        <source>There is no {role} image with a date; choose images whose names, tags or layers have one.{reason}</source>
        <translation type="vanished">没有带日期的{role}影像；请选择名称、标签或图层中有日期的影像。{reason}</translation>
    </message>
    <message>
        <source>There is one pair only (EDCSTFN with weights, FSDAF), or land cover changes for some weeks between the pairs and back again: neither pair shows it.</source>
        <translation type="vanished">只有一个影像对（用带权重的 EDCSTFN 或 FSDAF），或土地覆盖在两对之间变化数周后又恢复：两对都没有显示。</translation>
    </message>
    <message>
        <source>There is one pair only (STARFM, FSDAF, Fit-FC), or something happens between the pairs that neither fine image shows, such as a flood that has gone again.</source>
        <translation type="vanished">只有一个影像对（用 STARFM、FSDAF、Fit-FC），或两对之间发生了两幅精细影像都没有显示的事件，例如已经退去的洪水。</translation>
    </message>
    <message>
        <source>There is one pair only, and the land changed strongly with the season between the dates; it keeps the radiometry of the coarse image well and is quick.</source>
        <translation type="vanished">只有一个影像对，且两个日期之间地表随季节变化强烈；它能很好地保持粗影像的辐射特性，而且快速。</translation>
    </message>
    <message>
        <source>There is one pair only, or the scene is small: it has four times as many parameters as StfNet, and its attention takes means over whole tiles.</source>
        <translation type="vanished">只有一个影像对，或场景小：它的参数是 StfNet 的四倍，其注意力在整个图块上取平均。</translation>
    </message>
    <message>
        <source>There is one pair only, the land is mixed, and land cover may have changed between the dates, as in a flood or after a fire, in areas of about a coarse pixel and more.</source>
        <translation type="vanished">只有一个影像对，地表混杂，且两个日期之间土地覆盖可能在一个粗像元左右或更大的范围内发生变化，例如洪水或火灾之后。</translation>
    </message>
    <message>
        <source>There is one pair only; then choose EDCSTFN with weights, or FSDAF without.</source>
        <translation type="vanished">只有一个影像对；此时请选带权重的 EDCSTFN，或无需权重的 FSDAF。</translation>
    </message>
    <message>
        <source>These dates have no mask and are taken as clear: {days}.</source>
        <translation type="vanished">下列日期没有掩膜，视为无云：{days}。</translation>
    </message>
    <message>
        <source>This network needs a panchromatic image of the same date with each fine image, and there is none; choose them, or check the dates in their names.</source>
        <translation type="vanished">此网络需要每幅精细影像有同一天的全色影像，但一幅也没有；请选择它们，或检查其名称中的日期。</translation>
    </message>
    <message>
        <source>This network predicts between two pairs and one is given; give a second pair.</source>
        <translation type="vanished">此网络在两个影像对之间预测，但只给出一对；请给出第二对。</translation>
    </message>
    <message>
        <source>Three branches find what has changed, how the sensors differ and what the fine image holds; their sum gives the prediction, and the first two give the fine change. A discriminator judges whole patches.</source>
        <translation type="vanished">三个分支分别求出变化、传感器差异和精细影像的内容；其和给出预测，前两者给出精细变化。判别器评判整个图块。</translation>
    </message>
    <message>
        <source>Thresholds from</source>
        <translation type="vanished">阈值的来源</translation>
    </message>
    <message>
        <source>Tick what is to be installed.</source>
        <translation type="vanished">请勾选要安装的软件包。</translation>
    </message>
    <message>
        <source>Tick where the fine image is put together of several dates: only its detail within coarse pixels is used then, and not its tones.</source>
        <translation type="vanished">精细影像由多个日期拼成时勾选：此时只用其在粗像元内的细节，而不用其色调。</translation>
    </message>
    <message>
        <source>Tile size (fine pixels, 0 = as the source)</source>
        <translation type="vanished">图块大小 (精细像元，0 = 同来源)</translation>
    </message>
    <message>
        <source>Tiles may have any multiple of 16 pixels, and not 256 only. Gaps are filled with the band's mean, and not with zero, which the network would see far away. Errors are weighed by each band's deviation in the batch, and the structural similarity has a gradient, which the authors' program loses.</source>
        <translation type="vanished">瓦片可为 16 像元的任意倍数，而不只是 256。空缺用波段均值填充而不用零，否则网络在很远处也能感到。误差按批内各波段的标准差加权，结构相似性带有梯度，而作者的程序丢失了它。</translation>
    </message>
    <message>
        <source>Tiles overlap and are blended, where the authors' abut. A change of exactly nothing is no division by zero. While training, spans are also shortened and prolonged.</source>
        <translation type="vanished">图块重叠并融合，作者的则相接。恰好为零的变化不会造成除以零。训练时也缩短和延长时段。</translation>
    </message>
    <message>
        <source>Time is short: each draw takes as many passes as there are steps, and training takes long. On a CPU choose StfNet or EDCSTFN.</source>
        <translation type="vanished">时间短：每次抽样的计算遍数等于步数，训练也很久。在 CPU 上请选 StfNet 或 EDCSTFN。</translation>
    </message>
    <message>
        <source>Time is short: the estimate solves a sparse problem for every patch. Choose the coarse change then.</source>
        <translation type="vanished">时间短：该估计要为每个图块求解稀疏问题。此时请选粗变化。</translation>
    </message>
    <message>
        <source>Time: on a CPU minutes for StfNet, EDCSTFN and STFDCNN, and for the others if their size is small, else hours; with CUDA minutes to hours. Cancel keeps the best weights so far. The form and the number of parameters of each network are on its own page.</source>
        <translation type="vanished">时间：在 CPU 上，StfNet、EDCSTFN 和 STFDCNN 需要几分钟，其他网络在规模为 small 时也是如此，否则需要几小时；有 CUDA 时几分钟到几小时。取消会保留目前最好的权重。各网络的形式和参数数量见其自己的页面。</translation>
    </message>
    <message>
        <source>Time: on a CPU minutes for the small networks (StfNet, EDCSTFN, STFDCNN), hours for the others; with CUDA minutes to hours. Cancel keeps the best weights so far. The form and the number of parameters of each network are on its own page.</source>
        <translation type="vanished">时间：小网络（StfNet、EDCSTFN、STFDCNN）在 CPU 上需几分钟，其他网络需几小时；使用 CUDA 需几分钟到几小时。取消时保留迄今最佳的权重。各网络的形式和参数量见其自身页面。</translation>
    </message>
    <message>
        <source>Times of the process</source>
        <translation type="vanished">过程的时间步</translation>
    </message>
    <message>
        <source>To change it: open the file in the modeler, exchange steps or set their options, and save it under another name.</source>
        <translation type="vanished">修改方法：在模型设计器中打开该文件，替换步骤或设置其选项，并以另一名称保存。</translation>
    </message>
    <message>
        <source>To change it: open the file in the modeler, exchange the method or set its options, and save it under another name.</source>
        <translation type="vanished">修改方法：在模型设计器中打开该文件，替换方法或设置其选项，并以另一名称保存。</translation>
    </message>
    <message>
        <source>To draw the sectors that a good prediction lies in, choose the fine image of the pair and the coarse image of the target date.</source>
        <translation type="vanished">要画出好的预测所在的扇区，请选择影像对的精细影像和目标日期的粗影像。</translation>
    </message>
    <message>
        <source>To leave out one pair after the other their dates must be known; put them into the file names.</source>
        <translation type="vanished">要逐对留出，必须知道各对的日期；请把日期写进文件名。</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="vanished">工具</translation>
    </message>
    <message>
        <source>Training iterations</source>
        <translation type="vanished">训练迭代次数</translation>
    </message>
    <message>
        <source>Training needs at least {least} dates with a fine and a coarse image; found: {count}. Add dates, or give weights that are trained already.</source>
        <translation type="vanished">训练至少需要 {least} 个同时有精细影像和粗影像的日期；找到 {count} 个。请增加日期，或给出已训练的权重。</translation>
    </message>
    <message>
        <source>Training on a CPU with little time, or small coarse ratios: the network smooths the coarse image first and expects it to hold no fine detail.</source>
        <translation type="vanished">在时间不多的 CPU 上训练，或像元比很小：网络先平滑粗影像，并认为其中没有细节。</translation>
    </message>
    <message>
        <source>Training on the scene ends after this time, with the best state so far. 0 waits for all epochs.</source>
        <translation type="vanished">超过这一时间后，在本场景上的训练以迄今最佳状态结束。0 等到所有轮数完成。</translation>
    </message>
    <message>
        <source>Training samples</source>
        <translation type="vanished">训练样本数</translation>
    </message>
    <message>
        <source>Trains a network on a series of fine and coarse images and writes its weights.</source>
        <translation type="vanished">用精细影像和粗影像序列训练网络，并写出其权重。</translation>
    </message>
    <message>
        <source>Trains an auto-encoder on the fine images first, and compares what it sees in prediction and truth beside their values: keeps texture. Without it training takes a third less time.</source>
        <translation type="vanished">先在精细影像上训练自编码器，除数值外还比较它在预测和真值中看到的内容：保留纹理。不用时训练时间少三分之一。</translation>
    </message>
    <message>
        <source>Trains one of the networks on your own images, so that it predicts any date of the same area, or of areas like it, without learning again. The weights are then given to the network's own algorithm.</source>
        <translation type="vanished">用您自己的影像训练一个网络，使它无需再学习即可预测同一地区或相似地区的任何日期。然后把权重交给该网络自身的算法。</translation>
    </message>
    <message>
        <source>Transition images</source>
        <translation type="vanished">过渡影像</translation>
    </message>
    <message>
        <source>Truth: the fine image that was observed on the target date. Without one, each pair is left out in turn and predicted from the others; with three or more pairs, only those with others before and after.</source>
        <translation type="vanished">真值：目标日期观测到的精细影像。没有时，逐对留出并由其余影像对预测；有三对或更多时，只留出前后都有其他影像对的那些。</translation>
    </message>
    <message>
        <source>Try it: run STARFM with the fine and coarse images of 2024-05-04 as pair and the coarse image of 2024-06-21 as target, then look at the truth of that day.</source>
        <translation type="vanished">试用：以 2024-05-04 的精细影像和粗影像为影像对，以 2024-06-21 的粗影像为目标运行 STARFM，然后查看当天的真值。</translation>
    </message>
    <message>
        <source>Trying {title}</source>
        <translation type="vanished">试用 {title}</translation>
    </message>
    <message>
        <source>Two encoders read the coarse image of the target date and a fine image of any date; three blocks in which the channels of one attend to those of the other bring texture and colours together.</source>
        <translation type="vanished">两个编码器分别读取目标日期的粗影像和任一日期的精细影像；三个块使一方的通道关注另一方的通道，从而结合纹理与色彩。</translation>
    </message>
    <message>
        <source>Two networks in a row make coarse images fine; what they lack of the fine image of the pair's date is put upon the prediction. Coarse images are taken on their own grid.</source>
        <translation type="vanished">两个串联的网络使粗影像变细；它们与影像对日期精细影像相差的部分加到预测上。粗影像保持自身格网。</translation>
    </message>
    <message>
        <source>Two networks of one form predict forward from the first pair and backward from the second; where the predictions differ, the one nearer to the coarse image counts more.</source>
        <translation type="vanished">两个形式相同的网络分别由第一对向前预测、由第二对向后预测；两者不一致处，更接近粗影像者权重更大。</translation>
    </message>
    <message>
        <source>Two pairs around the target date are available, StfNet is too smooth, and a longer training is acceptable: it is trained on the same two pairs and has a larger receptive field.</source>
        <translation type="vanished">目标日期前后有两个影像对，StfNet 过于平滑，而您可以多等几倍时间：它从同样的两对学习，但看得更远。</translation>
    </message>
    <message>
        <source>Two pairs: weighted standard deviation of the two predictions, one from each pair. One pair: standard deviation of the predicted change among the patches that overlap. In the units of the fine image.</source>
        <translation type="vanished">两对：由两个影像对得到的两个预测的加权标准差。一对：重叠图块之间预测变化的标准差。单位同精细影像。</translation>
    </message>
    <message>
        <source>Two results are to be written to {path}; give each another name.</source>
        <translation type="vanished">两个结果都要写到 {path}；请各取不同的名称。</translation>
    </message>
    <message>
        <source>Two small convolutional networks, one for each pair, turn the coarse change to the target date and the fine image of the pair into fine change; both changes must sum up to the whole change between the pairs.</source>
        <translation type="vanished">两个小型卷积网络各对应一个影像对，把到目标日期的粗变化和影像对的精细影像转换为精细变化；两个变化之和须等于两对之间的全部变化。</translation>
    </message>
    <message>
        <source>Two super-resolution networks, trained on fine images alone, make both coarse images fine; FSDAF then works with these in the place of the interpolated ones.</source>
        <translation type="vanished">两个仅在精细影像上训练的超分辨率网络使两幅粗影像变细；FSDAF 用它们代替内插影像。</translation>
    </message>
    <message>
        <source>Units: RMSE, MAE, BIAS and the error raster are in stored units of the reference, such as reflectance times 10000. A measure that is not defined, such as SAM of one band, is no number (NaN).</source>
        <translation type="vanished">单位：RMSE、MAE、BIAS 和误差栅格采用参考影像的存储单位，例如反射率乘 10000。没有定义的指标（如单波段的 SAM）为非数（NaN）。</translation>
    </message>
    <message>
        <source>Unmixes how each land-cover class changed, guesses from a smooth surface through the coarse image where the rest of the change lies, and averages over similar pixels.</source>
        <translation type="vanished">解混得出每个土地覆盖类别的变化，由穿过粗影像的光滑曲面推测其余变化的位置，并在相似像元上取平均。</translation>
    </message>
    <message>
        <source>Use only the most similar pixels</source>
        <translation type="vanished">只用最相似的像元</translation>
    </message>
    <message>
        <source>Use the logarithm of both differences in the weight: less sensitive to the differences, smoother. The paper advises it for mixed land.</source>
        <translation type="vanished">在权重中取两种差异的对数：对差异不太敏感，更平滑。论文建议用于混杂地表。</translation>
    </message>
    <message>
        <source>Used only where the image is resampled onto its old grid.</source>
        <translation type="vanished">仅在把影像重采样到原格网时使用。</translation>
    </message>
    <message>
        <source>Uses two pairs around the target date: finds pixels that are similar on both dates, fits how fine follows coarse among them, and adds the coarse change so scaled to both fine images.</source>
        <translation type="vanished">使用目标日期前后的两个影像对：寻找两个日期上都相似的像元，在其中拟合精细影像随粗影像的变化，并把如此缩放的粗变化加到两幅精细影像上。</translation>
    </message>
    <message>
        <source>Valid: {fine_valid:.1f} % of the fine and {coarse_valid:.1f} % of the coarse pixels; both together {both_valid:.1f} % of the fine ones.</source>
        <translation type="vanished">有效：精细像元的 {fine_valid:.1f} %，粗像元的 {coarse_valid:.1f} %；两者均有效的精细像元为 {both_valid:.1f} %。</translation>
    </message>
    <message>
        <source>Validation '{text}' is no share of the area; write a number such as 0.2, at most 0.9, or dates such as 2015-07-12.</source>
        <translation type="vanished">验证“{text}”不是区域的比例；请写一个数，例如 0.2，最大 0.9，或写日期，例如 2015-07-12。</translation>
    </message>
    <message>
        <source>Validation data '{text}' is not a share of the area; enter a number such as 0.2, with a maximum of 0.9, or dates such as 2015-07-12.</source>
        <translation type="vanished">验证“{text}”不是区域的比例；请写一个数，例如 0.2，最大 0.9，或写日期，例如 2015-07-12。</translation>
    </message>
    <message>
        <source>Validation: on a share of the area, or on whole dates, which is more reliable but requires more dates. Test dates are not used for training; they are predicted at the end and compared with simple guesses.</source>
        <translation type="vanished">留出数据：部分区域，或整个日期；后者更有说服力，但需要更多日期。测试日期完全不参与训练，最后进行预测，并与复制最近影像和叠加粗变化的结果比较。</translation>
    </message>
    <message>
        <source>Values to hide</source>
        <translation type="vanished">要隐藏的值</translation>
    </message>
    <message>
        <source>Very fine image, extent and boundary as found, and as labelled.</source>
        <translation type="vanished">极高分辨率影像，求得的与标签中的范围和边界。</translation>
    </message>
    <message>
        <source>Weight of agreement</source>
        <translation type="vanished">一致性的权重（两次预测）</translation>
    </message>
    <message>
        <source>Weight of consistency</source>
        <translation type="vanished">一致性的权重</translation>
    </message>
    <message>
        <source>Weight of the change</source>
        <translation type="vanished">变化的权重</translation>
    </message>
    <message>
        <source>Weight of the discriminator</source>
        <translation type="vanished">判别器的权重</translation>
    </message>
    <message>
        <source>Weight of the l1 norm beside the fit. Larger values use fewer atoms. What is chosen is fitted again without it.</source>
        <translation type="vanished">l1 范数相对于拟合的权重。值越大所用原子越少。选定的原子会不带它再拟合一次。</translation>
    </message>
    <message>
        <source>Weight of the teacher</source>
        <translation type="vanished">教师的权重</translation>
    </message>
    <message>
        <source>Weighted standard deviation among the methods, in the units of the fine image: large where they disagree.</source>
        <translation type="vanished">各方法之间的加权标准差，单位同精细影像：它们不一致处较大。</translation>
    </message>
    <message>
        <source>Weighted standard deviation among the similar pixels that are averaged, in the units of the fine image.</source>
        <translation type="vanished">参与平均的相似像元之间的加权标准差，单位同精细影像。</translation>
    </message>
    <message>
        <source>Weighted standard deviation of the change among the similar pixels, in the units of the fine image.</source>
        <translation type="vanished">相似像元之间变化的加权标准差，单位同精细影像。</translation>
    </message>
    <message>
        <source>Weighted standard deviation of the two predictions, one from each pair, in the units of the fine image.</source>
        <translation type="vanished">由两个影像对得到的两个预测的加权标准差，单位同精细影像。</translation>
    </message>
    <message>
        <source>Weighted standard deviation of what the similar pixels predict, in the units of the fine image: large where they disagree.</source>
        <translation type="vanished">相似像元各自预测的加权标准差，单位同精细影像：它们不一致处较大。</translation>
    </message>
    <message>
        <source>Weights are missing: {title} needs those that Train network has written; choose them.</source>
        <translation type="vanished">缺少权重：{title} 需要由“训练网络”写出的权重；请选择。</translation>
    </message>
    <message>
        <source>What happens between the first and the second date: a flood, a forest cut down, a town that grows, or none.</source>
        <translation type="vanished">第一个与第二个日期之间发生的变化：洪水、森林砍伐、城镇扩张，或没有变化。</translation>
    </message>
    <message>
        <source>What the channels of the deeper layers are multiples of, 4 to 12 times. 0 = as published: twice the fine bands and three times the coarse ones together. Smaller values are faster, but reduce the capacity of the network.</source>
        <translation type="vanished">更深各层的通道数是它的 4 到 12 倍。0 取其来源所用的值：精细波段的两倍加上粗糙波段的三倍。更少则更快，能力也更弱。</translation>
    </message>
    <message>
        <source>What the channels of the deeper layers are multiples of, 4 to 12 times. 0 takes that of the source: twice the fine bands and three times the coarse ones together. Fewer are quicker and less able.</source>
        <translation type="vanished">更深各层的通道数是它的 4 到 12 倍。0 取其来源所用的值：精细波段的两倍加上粗糙波段的三倍。更少则更快，能力也更弱。</translation>
    </message>
    <message>
        <source>What the coarse sensor saw; 0 measures it by the size of the coarse pixels.</source>
        <translation type="vanished">粗传感器所见的范围；0 表示由粗像元大小测得。</translation>
    </message>
    <message>
        <source>What the prediction was made from. Taken unchanged it is a naive prediction, F0 in the diagram.</source>
        <translation type="vanished">预测所依据的影像。原样取用即为一种朴素预测，图中为 F0。</translation>
    </message>
    <message>
        <source>What the quality raster {label} means cannot be told from its name; choose its kind, or kind '{any}' with the values that hide a pixel.</source>
        <translation type="vanished">从名称看不出质量栅格 {label} 的含义；请选择其类型，或选择类型“{any}”并给出隐藏像元的值。</translation>
    </message>
    <message>
        <source>What this QGIS has; paste it into an issue if something does not work:</source>
        <translation type="vanished">本 QGIS 的环境；如有问题，请粘贴到问题报告中：</translation>
    </message>
    <message>
        <source>What was compared</source>
        <translation type="vanished">比较内容</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation type="vanished">处理记录</translation>
    </message>
    <message>
        <source>What was learnt is kept in {save_weights}.</source>
        <translation type="vanished">所学权重保存在 {save_weights}。</translation>
    </message>
    <message>
        <source>Where clouds hide a pixel in all pairs of a date, it is predicted from the next best pairs, at most so often.</source>
        <translation type="vanished">若某像元在该日期的所有影像对中都被云遮挡，则由次优影像对预测，最多重复这么多次。</translation>
    </message>
    <message>
        <source>Where the coarse image does not change, keep the fine value; where fine and coarse are equal, take the new coarse value. The paper states both.</source>
        <translation type="vanished">粗影像没有变化处保留精细值；精细与粗相等处取新的粗值。论文两者都有说明。</translation>
    </message>
    <message>
        <source>Where the coarse images of the pairs differ by less, the conversion coefficient is one, since noise would decide on it.</source>
        <translation type="vanished">两对粗影像之差小于此值处，转换系数取一，因为否则由噪声决定。</translation>
    </message>
    <message>
        <source>Where the coarse values of a regression window differ by less than this, their slope says nothing and is drawn towards one. 0 fits every window as the authors' program does.</source>
        <translation type="vanished">回归窗口内粗值之差小于此值处，斜率没有意义，被拉向一。0 与作者的程序一样拟合每个窗口。</translation>
    </message>
    <message>
        <source>Where the prediction of each method is kept; empty drops them.</source>
        <translation type="vanished">保存各方法预测结果的位置；留空则不保留。</translation>
    </message>
    <message>
        <source>Where the weights are written. The state to go on from lies beside them, ending in .resume.safetensors.</source>
        <translation type="vanished">权重的写出位置。可继续训练的状态文件在其旁边，以 .resume.safetensors 结尾。</translation>
    </message>
    <message>
        <source>Where to write the weights that were learnt from this scene, to use them again. Not used with given weights.</source>
        <translation type="vanished">从本场景学到的权重的写出位置，以便再次使用。给出权重时不用。</translation>
    </message>
    <message>
        <source>Whether snow and ice, as detected by the quality layer, become nodata.</source>
        <translation type="vanished">质量图层标出的雪和冰是否设为无数据。</translation>
    </message>
    <message>
        <source>Whether snow and ice, where the quality layer tells them, become nodata.</source>
        <translation type="vanished">质量图层标出的雪和冰是否设为无数据。</translation>
    </message>
    <message>
        <source>Whether water, as detected by the quality layer, becomes nodata.</source>
        <translation type="vanished">质量图层标出的水体是否设为无数据。</translation>
    </message>
    <message>
        <source>Whether water, where the quality layer tells it, becomes nodata.</source>
        <translation type="vanished">质量图层标出的水体是否设为无数据。</translation>
    </message>
    <message>
        <source>Which files of the coarse images' folder are masks; empty for none.</source>
        <translation type="vanished">粗影像文件夹中哪些文件是掩膜；留空表示没有。</translation>
    </message>
    <message>
        <source>Which files of the fine images' folder are masks, such as *_mask_*.tif; empty for none.</source>
        <translation type="vanished">精细影像文件夹中哪些文件是掩膜，例如 *_mask_*.tif；留空表示没有。</translation>
    </message>
    <message>
        <source>Which files of the folder are coarse images, such as MOD09*.tif.</source>
        <translation type="vanished">文件夹中哪些文件是粗影像，例如 MOD09*.tif。</translation>
    </message>
    <message>
        <source>Which files of the folder are fine images, such as fine_*.tif; **/*.tif looks into folders below.</source>
        <translation type="vanished">文件夹中哪些文件是精细影像，例如 fine_*.tif;**/*.tif 也查找子文件夹。</translation>
    </message>
    <message>
        <source>Which files of the folder are images of the series, such as S2*.tif.</source>
        <translation type="vanished">文件夹中哪些文件是序列影像，例如 S2*.tif。</translation>
    </message>
    <message>
        <source>Which files of the folder are panchromatic images, such as *_PAN*.tif.</source>
        <translation type="vanished">文件夹中哪些文件是全色影像，例如 *_PAN*.tif。</translation>
    </message>
    <message>
        <source>Whole scene facts</source>
        <translation type="vanished">求整个场景的参数</translation>
    </message>
    <message>
        <source>Width is {width} channels; it must be a multiple of {multiple}.</source>
        <translation type="vanished">宽度为 {width} 个通道；必须是 {multiple} 的倍数。</translation>
    </message>
    <message>
        <source>Width of the function (coarse pixels)</source>
        <translation type="vanished">函数宽度（粗像元）</translation>
    </message>
    <message>
        <source>Width of the gate</source>
        <translation type="vanished">门控的宽度</translation>
    </message>
    <message>
        <source>Width within a module</source>
        <translation type="vanished">模块内的宽度</translation>
    </message>
    <message>
        <source>With a panchromatic sensor</source>
        <translation type="vanished">附全色传感器</translation>
    </message>
    <message>
        <source>With one pair: 0 = automatic, from the pixel sizes. Set it if the coarse images were already resampled to the fine grid.</source>
        <translation type="vanished">有一对时：0 表示由像元大小得出。若粗影像已重采样到精细格网，请在此给出。</translation>
    </message>
    <message>
        <source>With one pair: 0 finds it from the pixel sizes. State it where the coarse images were already resampled to the fine grid.</source>
        <translation type="vanished">有一对时：0 表示由像元大小得出。若粗影像已重采样到精细格网，请在此给出。</translation>
    </message>
    <message>
        <source>With one pair: fine detail is multiplied by the ratio of the images of both dates, at most by this and at least by its inverse. 1 only adds the change.</source>
        <translation type="vanished">有一对时：精细细节乘以两个日期影像之比，最多为此值，最少为其倒数。1 只加上变化。</translation>
    </message>
    <message>
        <source>With three or more pairs each method predicts a pair's fine image from the others. With one or two that cannot be done for every method, and its prediction, averaged to coarse pixels, is compared with the coarse change.</source>
        <translation type="vanished">有三个或更多影像对时，每种方法由其余影像对预测某一对的精细影像。只有一对或两对时并非每种方法都能如此，于是把其预测平均到粗像元后与粗变化比较。</translation>
    </message>
    <message>
        <source>With two or more pairs the target date should lie between them. Tick to predict before the first or after the last pair all the same.</source>
        <translation type="vanished">有两个或更多影像对时，目标日期应位于它们之间。勾选后，也预测第一对之前或最后一对之后的日期。</translation>
    </message>
    <message>
        <source>With two or more pairs, the target date must be between them unless this is checked.</source>
        <translation type="vanished">有两个或更多影像对时，目标日期应位于它们之间。勾选后，也预测第一对之前或最后一对之后的日期。</translation>
    </message>
    <message>
        <source>With two pairs: mean and deviation codes departures from the scene's mean change, and leaves that mean as the coarse images have it; deviation codes the whole change, as some programs do.</source>
        <translation type="vanished">有两对时：mean and deviation 对偏离场景平均变化的部分编码，平均变化取粗影像的值；deviation 对全部变化编码，一些程序如此。</translation>
    </message>
    <message>
        <source>With two pairs: the amount of change to each date is the mean change of normalised differences of bands, 0 to 2. Where both amounts differ by more than this, the date with less change alone is used.</source>
        <translation type="vanished">有两对时：到每个日期的变化量为波段归一化差异的平均变化，0 到 2。两者之差大于此值处只用变化较小的日期。</translation>
    </message>
    <message>
        <source>With {held} of {dates} dates for validation and test, too few dates are left for training; set fewer.</source>
        <translation type="vanished">{dates} 个日期中留出 {held} 个后，剩下的不够学习；请少留一些。</translation>
    </message>
    <message>
        <source>Without a truth, one pair after the other is left out and predicted from the others, which takes at least two; choose another pair, or the fine image that was observed on the target date.</source>
        <translation type="vanished">没有真值时，将逐对留出并由其余影像对预测，这至少需要两对；请再选择一对，或选择目标日期观测到的精细影像。</translation>
    </message>
    <message>
        <source>You also need the uncertainty: several predictions are drawn, and their mean and standard deviation are written. A CUDA device and a series for training are available.</source>
        <translation type="vanished">还想知道不确定性：抽取多个预测，写出其均值和标准差。需有 CUDA 设备和可供训练的序列。</translation>
    </message>
    <message>
        <source>You compute on a CPU with large tiles: every place is compared with every other one of its tile. MLKNet of the same authors does without.</source>
        <translation type="vanished">在 CPU 上用大图块计算：图块中每个位置都与其他所有位置比较。同一作者的 MLKNet 则无需如此。</translation>
    </message>
    <message>
        <source>You compute on a CPU, or have few dates: 80 million parameters, and each draw takes as many passes as there are steps. STFDiff is ten times smaller and sees the pair's coarse image.</source>
        <translation type="vanished">在 CPU 上计算，或日期少：8000 万个参数，每次抽样的计算遍数等于步数。STFDiff 小十倍，且能看到影像对的粗影像。</translation>
    </message>
    <message>
        <source>You compute on a CPU, or time is short: teacher and student are trained one after the other, and deformable convolutions are slow.</source>
        <translation type="vanished">在 CPU 上计算，或时间短：教师与学生先后训练，可变形卷积较慢。</translation>
    </message>
    <message>
        <source>You compute on a CPU: for each pixel it takes thirteen times as long as EDCSTFN.</source>
        <translation type="vanished">在 CPU 上计算：每个像元的用时是 EDCSTFN 的十三倍。</translation>
    </message>
    <message>
        <source>You compute on a CPU: it takes forty times as long as StfNet for a pixel. Bands of both sensors must correspond.</source>
        <translation type="vanished">在 CPU 上计算时：每个像元的用时是 StfNet 的四十倍。两种传感器的波段必须对应。</translation>
    </message>
    <message>
        <source>You compute on a CPU: the two networks have 31 million parameters; fewer groups and blocks are a light form. For the ratio of Landsat and MODIS the networks must invent much of what they show.</source>
        <translation type="vanished">在 CPU 上计算：两个网络有 3100 万个参数；较少的组和块为轻量形式。对于 Landsat 与 MODIS 的像元比，网络显示的许多内容只能靠推想。</translation>
    </message>
    <message>
        <source>You do not know which method suits your scene. A blend is most often as accurate as the best single method, and never as bad as the worst.</source>
        <translation type="vanished">不知道哪种方法适合您的场景。融合结果通常与最佳的单个方法一样准确，而且绝不会像最差的那样差。</translation>
    </message>
    <message>
        <source>You fuse land surface temperature, or another single quantity without a fixed range, between two pairs: values are brought to mean 0 and deviation 1, and no fine image of a third date is needed.</source>
        <translation type="vanished">融合地表温度或其他没有固定范围的单一物理量，且目标日期在两对之间：数值调整为均值 0、标准差 1，不需要第三个日期的精细影像。</translation>
    </message>
    <message>
        <source>You have a CUDA device and a large series to train with: of the networks with one pair it is among the most accurate where land cover changes over wide areas.</source>
        <translation type="vanished">有 CUDA 设备和可供训练的大序列：在使用一个影像对的网络中，它在土地覆盖大范围变化处属于最准确之列。</translation>
    </message>
    <message>
        <source>You have a CUDA device and a series to train with, and edges matter: its loss compares the details of a Laplacian pyramid beside the values.</source>
        <translation type="vanished">有 CUDA 设备和可供训练的序列，且边缘很重要：其损失除数值外还比较拉普拉斯金字塔的细节。</translation>
    </message>
    <message>
        <source>You have a series of some dates to train with, or weights for your region: a robust, small network for one pair and for two that has become the field's yardstick.</source>
        <translation type="vanished">有若干日期的序列可供训练，或有本地区的权重：适用于一对和两对的稳健小网络，已成为该领域的标尺。</translation>
    </message>
    <message>
        <source>You have few dates or a small scene: 30 million parameters want much to learn from.</source>
        <translation type="vanished">日期少或场景小：3000 万个参数需要大量学习材料。</translation>
    </message>
    <message>
        <source>You have few dates or a small scene: 37 million parameters want much to learn from, and patches of 256 x 256 pixels.</source>
        <translation type="vanished">日期少或场景小：3700 万个参数需要大量学习材料，以及 256 x 256 像元的图块。</translation>
    </message>
    <message>
        <source>You have little to train with: 20 million parameters, and blocks that squash what passes through them, learn slowly.</source>
        <translation type="vanished">可供训练的数据少：2000 万个参数，以及压缩通过信号的块，学习缓慢。</translation>
    </message>
    <message>
        <source>You have one pair and a series of some dates to train with, and neighbouring bands are strongly correlated.</source>
        <translation type="vanished">有一个影像对和若干日期的序列可供训练，且相邻波段彼此包含许多信息。</translation>
    </message>
    <message>
        <source>You have one pair and a series of some dates to train with, and neighbouring bands tell much about each other.</source>
        <translation type="vanished">有一个影像对和若干日期的序列可供训练，且相邻波段彼此包含许多信息。</translation>
    </message>
    <message>
        <source>You have one pair and a series to train with, and change comes in large patches: for what it sees, it is among the cheapest networks.</source>
        <translation type="vanished">有一个影像对和可供训练的序列，且变化成大片发生：就其视野而言，它属于最省的网络。</translation>
    </message>
    <message>
        <source>You have one pair and a series to train with, and like an estimate whose first half is no black box.</source>
        <translation type="vanished">有一个影像对和可供训练的序列，且希望估计的前半部分不是黑箱。</translation>
    </message>
    <message>
        <source>You have one pair and a series to train with, and what changes is repeated over the scene, as crops of one kind are.</source>
        <translation type="vanished">有一个影像对和可供训练的序列，且变化在场景中重复出现，如同类作物。</translation>
    </message>
    <message>
        <source>You have one pair and no weights: then choose FSDAF or Fit-FC.</source>
        <translation type="vanished">有一个影像对而没有权重：请选 FSDAF 或 Fit-FC。</translation>
    </message>
    <message>
        <source>You have one pair and no weights: then choose FSDAF or Fit-FC. For very small tiles EDCSTFN is safer, because the attention takes means over a tile.</source>
        <translation type="vanished">有一个影像对而没有权重：请选 FSDAF 或 Fit-FC。图块很小时 EDCSTFN 更稳妥，因为注意力在图块上取平均。</translation>
    </message>
    <message>
        <source>You have one pair and no weights: then choose FSDAF or Fit-FC. With a strongly blurred coarse image and sharp land-cover change, GAN-STFM or MLFF-GAN keep more texture.</source>
        <translation type="vanished">只有一个影像对而没有权重：请选 FSDAF 或 Fit-FC。粗影像很模糊且土地覆盖剧变时，GAN-STFM 或 MLFF-GAN 保留更多纹理。</translation>
    </message>
    <message>
        <source>You have one pair, any size of image and a CUDA device: the network keeps full resolution throughout and has no statistics that belong to a tile.</source>
        <translation type="vanished">有一个影像对、任意大小的影像和 CUDA 设备：网络始终保持全分辨率，没有属于图块的统计量。</translation>
    </message>
    <message>
        <source>You have one pair, objects that move or shift between the dates, such as water's edges, a CUDA device and a series to train with.</source>
        <translation type="vanished">有一个影像对，目标在日期之间移动或错位（如水边线），并有 CUDA 设备和可供训练的序列。</translation>
    </message>
    <message>
        <source>You need one published method, or speed: it takes as long as all methods together, and a little more. A blend is also smoother than a single method.</source>
        <translation type="vanished">需要某一种已发表的方法，或需要速度：它的用时是所有方法之和再多一些。融合结果也比单个方法更平滑。</translation>
    </message>
    <message>
        <source>You want an image of another date: that is what the fusion methods are for. Or no field is drawn yet: there are no published weights to begin with.</source>
        <translation type="vanished">需要另一日期的影像：那是融合方法的用途。或尚无勾绘的农田：没有可作起点的已发表权重。</translation>
    </message>
    <message>
        <source>You want the best accuracy: its successor EDCSTFN is better in nearly all comparisons, and keeps the fine image's detail, which this network halves.</source>
        <translation type="vanished">需要最高精度时：它的后继 EDCSTFN 在几乎所有比较中都更好，并保留被本网络减半的精细影像细节。</translation>
    </message>
    <message>
        <source>You want the first network of its kind, with coarse pixels of 2, 4, 8, 16 or 32 fine ones taken as they are, or a single band such as an index.</source>
        <translation type="vanished">需要此类网络中的第一个，粗像元由 2、4、8、16 或 32 个精细像元组成并原样使用，或只有单个波段（如指数）。</translation>
    </message>
    <message>
        <source>You want the outlines of fields, have an image in which they can be seen and a series that shows the season, and fields that are drawn already to learn from.</source>
        <translation type="vanished">需要农田轮廓，且有能看清农田的影像、反映生长季的序列，以及可供学习的已勾绘农田。</translation>
    </message>
    <message>
        <source>You want to know the uncertainty as well: draw several predictions, and their mean and standard deviation are written. With a CUDA device and a series to train with.</source>
        <translation type="vanished">还想知道不确定性：抽取多个预测，写出其均值和标准差。需有 CUDA 设备和可供训练的序列。</translation>
    </message>
    <message>
        <source>You would choose EDCSTFN, and borders of fields or houses matter: edges of the fine image are given to the network by themselves.</source>
        <translation type="vanished">本会选用 EDCSTFN，且地块或房屋的边界很重要：精细影像的边缘单独提供给网络。</translation>
    </message>
    <message>
        <source>You would choose FSDAF, and have fine images of the kind of landscape to train with: no coarse image is needed for that, and one date is enough.</source>
        <translation type="vanished">本会选用 FSDAF，且有同类景观的精细影像可供训练：为此不需要粗影像，一个日期就够。</translation>
    </message>
    <message>
        <source>You would choose GAN-STFM, and want each pixel to come from one block only, with a margin that you set. Sensors of a small ratio, such as the two of Gaofen-6.</source>
        <translation type="vanished">本会选用 GAN-STFM，而希望每个像元只来自一个分块，且边缘宽度可自行设定。像元比小的传感器，如高分六号的两种传感器。</translation>
    </message>
    <message>
        <source>a driver is there, but torch is not</source>
        <translation type="vanished">有驱动程序，但没有 torch</translation>
    </message>
    <message>
        <source>a driver is there, but torch sees no device</source>
        <translation type="vanished">有驱动程序，但 torch 没有找到设备</translation>
    </message>
    <message>
        <source>a reconstruction: the text of the paper was not to be had</source>
        <translation type="vanished">重建：未能获得论文全文</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="vanished">整数</translation>
    </message>
    <message>
        <source>additive adds the change to the fine image of a pair. ratio multiplies it, as in the paper's high-pass modulation, and suits reflectance that is not near 0.</source>
        <translation type="vanished">additive 把变化加到影像对的精细影像上。ratio 与之相乘，如论文的高通调制，适合不接近 0 的反射率。</translation>
    </message>
    <message>
        <source>all as in the authors' program, or band numbers of the fine image, such as 3 4.</source>
        <translation type="vanished">all：与作者的程序相同；或精细影像的波段号，例如 3 4。</translation>
    </message>
    <message>
        <source>all, or band numbers of the fine image, such as 3 4 for red and near infrared as in the authors' program.</source>
        <translation type="vanished">all，或精细影像的波段号，例如作者程序所用的红和近红外 3 4。</translation>
    </message>
    <message>
        <source>all, or the ids of the methods to use, such as starfm fsdaf. Methods that need more pairs are skipped.</source>
        <translation type="vanished">all，或要使用的方法标识，例如 starfm fsdaf。需要更多影像对的方法会被跳过。</translation>
    </message>
    <message>
        <source>all, or the ids of those to try, such as starfm fsdaf. Methods that need other pairs are left out.</source>
        <translation type="vanished">all，或要尝试的方法标识，例如 starfm fsdaf。需要其他影像对的方法会被略去。</translation>
    </message>
    <message>
        <source>all: a similar pixel must be similar in every band. own: each band decides for itself, as most programs do. Or band numbers of the fine image, such as 3 4 for red and near infrared, as in the paper.</source>
        <translation type="vanished">all：相似像元须在每个波段都相似。own：各波段自行判定，多数程序如此。或精细影像的波段号，例如论文所用的红和近红外 3 4。</translation>
    </message>
    <message>
        <source>as given: the bands of the inputs, be they reflectance, temperature or an index. Or an index of them: NDVI, EVI or NDWI (green and near infrared).</source>
        <translation type="vanished">as given：输入的波段，无论是反射率、温度还是指数。或由它们计算指数：NDVI、EVI 或 NDWI（绿与近红外）。</translation>
    </message>
    <message>
        <source>authors' program: missing pixels count as -9999 in the standard deviation, which makes far more pixels similar; for comparing results only.</source>
        <translation type="vanished">authors' program：缺失像元在标准差中按 -9999 计，使相似像元大为增加；仅用于比较结果。</translation>
    </message>
    <message>
        <source>auto finds it from the files, or a factor such as 0.0001. The very fine image is stretched by its own values.</source>
        <translation type="vanished">auto 从文件中确定，或给出系数，如 0.0001。极高分辨率影像按其自身数值拉伸。</translation>
    </message>
    <message>
        <source>auto finds it from the files. Or a factor for both sensors (0.0001), factor and offset (0.0000275-0.2), or one for fine and one for coarse (0.0001 1). The log tells what was used.</source>
        <translation type="vanished">auto 由文件得出。也可给出两种传感器共用的系数（0.0001）、系数与偏置（0.0000275-0.2），或精细与粗各一个（0.0001 1）。日志会说明所用的值。</translation>
    </message>
    <message>
        <source>auto takes CUDA where torch sees a device, else the CPU. cuda never falls back to the CPU.</source>
        <translation type="vanished">auto 在 torch 找到设备时使用 CUDA，否则使用 CPU。cuda 绝不退回 CPU。</translation>
    </message>
    <message>
        <source>auto uses CUDA if torch detects a device, else the CPU. cuda never falls back to the CPU.</source>
        <translation type="vanished">auto 在 torch 找到设备时使用 CUDA，否则使用 CPU。cuda 绝不退回 CPU。</translation>
    </message>
    <message>
        <source>auto: detect from the data. Or a factor for both sensors (0.0001), factor and offset (0.0000275-0.2), or one for fine and one for coarse (0.0001 1). The value used is written to the log.</source>
        <translation type="vanished">auto 由文件得出。也可给出两种传感器共用的系数（0.0001）、系数与偏置（0.0000275-0.2），或精细与粗各一个（0.0001 1）。日志会说明所用的值。</translation>
    </message>
    <message>
        <source>auto: only with two or more pairs, where it chooses between them. on: always, as in the paper. off: never.</source>
        <translation type="vanished">auto：仅在有两个或更多影像对、用于在其间选择时。on：总是，与论文相同。off：从不。</translation>
    </message>
    <message>
        <source>between the pairs needs two dates with a fine image. with fine images between takes three at a time, and is better where a series has many.</source>
        <translation type="vanished">between the pairs 需要两个有精细影像的日期。with fine images between 每次取三个，序列中精细影像多时更好。</translation>
    </message>
    <message>
        <source>blend: weigh each method, band by band, by the inverse of its error. best method: take the one with the smallest error. The log tells all errors and weights.</source>
        <translation type="vanished">blend：逐波段按误差的倒数对各方法加权。best method：取误差最小者。日志给出所有误差和权重。</translation>
    </message>
    <message>
        <source>both sides: the nearest pairs before and after the date. nearest: whichever are nearest in time. clearest: before and after, those with the fewest clouds.</source>
        <translation type="vanished">both sides：日期前后最近的影像对。nearest：时间上最近的影像对，不论前后。clearest：前后云最少的影像对。</translation>
    </message>
    <message>
        <source>coarse: every date with a coarse image. fine: every date with a fine one, to fill its gaps. both. Or dates, such as 2015-07-12 2015-07-28.</source>
        <translation type="vanished">coarse：每个有粗影像的日期。fine：每个有精细影像的日期，用于填补缺失。both：两者。也可给出日期，例如 2015-07-12 2015-07-28。</translation>
    </message>
    <message>
        <source>compressed sensing as in the paper. coarse change takes the fine image plus the change of the coarse ones, and is much faster.</source>
        <translation type="vanished">compressed sensing 与论文相同。coarse change 取精细影像加粗影像的变化，快得多。</translation>
    </message>
    <message>
        <source>compressed sensing as in the paper. coarse change takes the fine image plus the change of the coarse ones, and is much quicker.</source>
        <translation type="vanished">compressed sensing 与论文相同。coarse change 取精细影像加粗影像的变化，快得多。</translation>
    </message>
    <message>
        <source>each date left out in turn and predicted from the other pairs</source>
        <translation type="vanished">逐个日期留出，由其余影像对预测</translation>
    </message>
    <message>
        <source>each of one date, and the coarse image of the target date. Coarse images may have any grid, CRS, extent, band order and scale.</source>
        <translation type="vanished">每对同一日期，以及目标日期的粗影像。粗影像的格网、坐标系、范围、波段顺序和比例系数不限。</translation>
    </message>
    <message>
        <source>fill gaps keeps what the fine image of the date shows and predicts its masked and missing pixels. predict does as if it was not there, to see how well that works. skip leaves such dates out.</source>
        <translation type="vanished">fill gaps 保留该日期精细影像的观测，只预测被掩膜和缺失的像元。predict 当作它不存在来预测，以检验效果。skip 跳过这些日期。</translation>
    </message>
    <message>
        <source>georeference shifts the image and does not change its pixels. resample keeps its grid. measure only writes no output.</source>
        <translation type="vanished">georeference 移动影像而保持像元不变。resample 保持其格网。measure only 不写出任何文件。</translation>
    </message>
    <message>
        <source>index first is faster and usually more accurate; fuse first computes the index of fused bands.</source>
        <translation type="vanished">index first 更快且通常更准确；fuse first 由融合后的波段计算指数。</translation>
    </message>
    <message>
        <source>index first is quicker and usually more accurate; fuse first computes the index of fused bands.</source>
        <translation type="vanished">index first 更快且通常更准确；fuse first 由融合后的波段计算指数。</translation>
    </message>
    <message>
        <source>land surface temperature, as the product has it</source>
        <translation type="vanished">地表温度，同产品</translation>
    </message>
    <message>
        <source>learnt from the scene itself</source>
        <translation type="vanished">从场景自身学习</translation>
    </message>
    <message>
        <source>mean of its smaller pixels</source>
        <translation type="vanished">其较小像元的均值</translation>
    </message>
    <message>
        <source>means of its smaller pixels</source>
        <translation type="vanished">其较小像元的均值</translation>
    </message>
    <message>
        <source>moved by {}, {} map units</source>
        <translation type="vanished">移动 {}、{} 地图单位</translation>
    </message>
    <message>
        <source>nearest image, unchanged</source>
        <translation type="vanished">最近的影像，不变</translation>
    </message>
    <message>
        <source>nested in the fine one, {ratio} fine pixels in a coarse one</source>
        <translation type="vanished">嵌套于精细格网，一个粗像元内 {ratio} 个精细像元</translation>
    </message>
    <message>
        <source>no whole date</source>
        <translation type="vanished">没有整个日期</translation>
    </message>
    <message>
        <source>none (the device does not answer: {error})</source>
        <translation type="vanished">无（设备没有响应：{error}）</translation>
    </message>
    <message>
        <source>not all of it reached the disk</source>
        <translation type="vanished">没有全部写入磁盘</translation>
    </message>
    <message>
        <source>not moved, the shift is doubtful</source>
        <translation type="vanished">未移动，偏移不可靠</translation>
    </message>
    <message>
        <source>not needed by the plugin</source>
        <translation type="vanished">插件不需要</translation>
    </message>
    <message>
        <source>not told by names</source>
        <translation type="vanished">名称中未说明</translation>
    </message>
    <message>
        <source>one pair predicts from each pair by itself. two pairs sees those before and after the target date at once.</source>
        <translation type="vanished">one pair 由每个影像对各自预测。two pairs 同时看到目标日期前后的两对。</translation>
    </message>
    <message>
        <source>one pair predicts from each pair separately. two pairs uses the pairs before and after the target date together.</source>
        <translation type="vanished">one pair 由每个影像对各自预测。two pairs 同时看到目标日期前后的两对。</translation>
    </message>
    <message>
        <source>orthogonal matching pursuit takes a fixed number of atoms and is quick; l1 minimisation, as in the paper, lets the penalty decide how many, and is a little more accurate and several times slower.</source>
        <translation type="vanished">orthogonal matching pursuit 取固定数目的原子，快速；l1 minimisation 与论文相同，由惩罚系数决定数目，略为准确但慢几倍。</translation>
    </message>
    <message>
        <source>pairs is what the fusion methods need. panchromatic adds a third sensor as on Gaofen-1, for DiffSTSF: rows, columns and coarse pixels are counted in panchromatic pixels of 2 m, and a fine pixel has 8 m. fields is for DSTFNet: fine pixels of 2 m, eight dates, and the numbered fields. Take 8 fine pixels along a coarse one for both.</source>
        <translation type="vanished">pairs 为融合方法所需。panchromatic 增加如高分一号的第三种传感器，供 DiffSTSF 使用：行数、列数和粗像元均以 2 m 的全色像元计，精细像元为 8 m。fields 供 DSTFNet 使用：精细像元 2 m、八个日期以及编号的农田。两者的粗像元边长均取 8 个精细像元。</translation>
    </message>
    <message>
        <source>pairs: {count}; {options}</source>
        <translation type="vanished">影像对数：{count}；{options}</translation>
    </message>
    <message>
        <source>per band brings what nearly all values of a band lie in to the network's range, which learns faster and suits any quantity. reflectance takes 0 to 1 in all bands, as the papers do.</source>
        <translation type="vanished">per band 把一个波段几乎所有值所在的范围映射到网络的范围，学习更快且适用于任何物理量。reflectance 在所有波段取 0 到 1，与论文相同。</translation>
    </message>
    <message>
        <source>pip will download {} and what they need, and put them into the folder

{}

numpy and GDAL of QGIS stay as they are; nothing outside of that folder is changed. Install now?</source>
        <translation type="vanished">pip 将下载 {} 及其依赖，并放入文件夹

{}

QGIS 自带的 numpy 和 GDAL 保持不变；该文件夹以外的内容不会改动。现在安装吗？</translation>
    </message>
    <message>
        <source>plus the coarse change</source>
        <translation type="vanished">加上粗影像变化</translation>
    </message>
    <message>
        <source>published looks at the very fine image with ResNet-50, light with one block at each of its four levels. With a width of 64 the published form has weights of 0.9 GB.</source>
        <translation type="vanished">published 用 ResNet-50 查看极高分辨率影像，light 则在四个层级各用一个块。宽度为 64 时，发表形式的权重有 0.9 GB。</translation>
    </message>
    <message>
        <source>published uses ResNet-50 for the very fine image, light uses one block at each of its four levels. With a width of 64 the published form has weights of 0.9 GB.</source>
        <translation type="vanished">published 用 ResNet-50 查看极高分辨率影像，light 则在四个层级各用一个块。宽度为 64 时，发表形式的权重有 0.9 GB。</translation>
    </message>
    <message>
        <source>published: ResNet-50 for the very fine image. light: one block at each of its four levels. With a width of 64, the weights of the published version have 0.9 GB.</source>
        <translation type="vanished">published 用 ResNet-50 查看极高分辨率影像，light 则在四个层级各用一个块。宽度为 64 时，发表形式的权重有 0.9 GB。</translation>
    </message>
    <message>
        <source>quantity not known</source>
        <translation type="vanished">物理量未知</translation>
    </message>
    <message>
        <source>radius is {radius}; give at least 0.5 coarse pixel.</source>
        <translation type="vanished">radius 为 {radius}；请至少给出 0.5 个粗像元。</translation>
    </message>
    <message>
        <source>random: anywhere in the scene. variance: those with the strongest contrast of eight times as many, which learns large changes well and small ones badly.</source>
        <translation type="vanished">random：场景中任意位置。variance：从八倍数量中取反差最强的，大变化学得好，小变化学得差。</translation>
    </message>
    <message>
        <source>reflectance x 10000, as the product has it</source>
        <translation type="vanished">反射率 x 10000，同产品</translation>
    </message>
    <message>
        <source>regression only: stop after the first step, which shows the coarse pixels as blocks; for study.</source>
        <translation type="vanished">regression only：第一步后停止，粗像元显示为块状；供研究之用。</translation>
    </message>
    <message>
        <source>scene: one similarity threshold for the whole scene. window: thresholds follow the contrast in each search window, which helps where calm and busy land lie side by side.</source>
        <translation type="vanished">scene：整个场景一个相似性阈值。window：阈值随每个搜索窗口的反差变化，适合平静与繁杂地表相邻之处。</translation>
    </message>
    <message>
        <source>share of an atom's energy</source>
        <translation type="vanished">占原子能量的比例</translation>
    </message>
    <message>
        <source>small is for computers without a CUDA device: fewer channels, smaller patches and batches, a higher learning rate. On a CPU it learns far more in the same time. It replaces what stands at its default; the network's help page lists the values.</source>
        <translation type="vanished">small 适用于没有 CUDA 设备的计算机：通道更少，样块和批更小，学习率更高。在 CPU 上，它在同样的时间里学到的多得多。它取代仍为默认值的参数；网络的帮助页列出这些值。</translation>
    </message>
    <message>
        <source>small is for computers without a CUDA device: fewer channels, smaller patches and batches, and a higher learning rate, which learns far more in the same time on a CPU. It replaces options that are at their default; the network's help page lists the values.</source>
        <translation type="vanished">small 适用于没有 CUDA 设备的计算机：通道更少，样块和批更小，学习率更高。在 CPU 上，它在同样的时间里学到的多得多。它取代仍为默认值的参数；网络的帮助页列出这些值。</translation>
    </message>
    <message>
        <source>small: fewer channels, smaller patches and batches, a higher learning rate: on a CPU it learns far more in the same time. It replaces what stands at its default; the help page lists the values. Weights that are given keep the size that they were trained with.</source>
        <translation type="vanished">small：通道更少，样块和批更小，学习率更高：在 CPU 上，它在同样的时间里学到的多得多。它取代仍为默认值的参数；帮助页列出这些值。给定的权重保持其训练时的规模。</translation>
    </message>
    <message>
        <source>small: fewer channels, smaller patches and batches, and a higher learning rate, which learns far more in the same time on a CPU. It replaces options that are at their default; the help page lists the values. Given weights keep the size that they were trained with.</source>
        <translation type="vanished">small：通道更少，样块和批更小，学习率更高：在 CPU 上，它在同样的时间里学到的多得多。它取代仍为默认值的参数；帮助页列出这些值。给定的权重保持其训练时的规模。</translation>
    </message>
    <message>
        <source>stored x {scale} ({reason})</source>
        <translation type="vanished">存储值 x {scale}（{reason}）</translation>
    </message>
    <message>
        <source>that of the prediction, {cols} x {rows} pixels of {size:g} map units</source>
        <translation type="vanished">预测影像的格网，{cols} x {rows} 像元，像元大小为 {size:g} 地图单位</translation>
    </message>
    <message>
        <source>the fine one</source>
        <translation type="vanished">即精细格网</translation>
    </message>
    <message>
        <source>this build of torch is for the CPU only</source>
        <translation type="vanished">此 torch 仅支持 CPU</translation>
    </message>
    <message>
        <source>too few pairs</source>
        <translation type="vanished">影像对太少</translation>
    </message>
    <message>
        <source>torch sees no CUDA device</source>
        <translation type="vanished">torch 没有找到 CUDA 设备</translation>
    </message>
    <message>
        <source>which this Python {version_text} does not have</source>
        <translation type="vanished">而此 Python {version_text} 没有</translation>
    </message>
    <message>
        <source>wide is the network of most of the authors' data sets. narrow is that for the Coleambally set: half the parameters on the coarsest level, and the estimate alone where else it is averaged with the fine image.</source>
        <translation type="vanished">wide 是作者多数数据集所用的网络。narrow 用于 Coleambally 数据集：最粗一级的参数减半，并只用估计值，而不与高分辨率影像取平均。</translation>
    </message>
    <message>
        <source>{coarse} has no band for {bands} of {fine}: these bands are not predicted. Set the coarse band for each fine band in Bands to predict them.</source>
        <translation type="vanished">{coarse} 没有与 {fine} 的 {bands} 对应的波段：这些波段不作预测。如要预测，请在“波段”中写明各精细波段对应的粗波段。</translation>
    </message>
    <message>
        <source>{coarse} has no band for {bands} of {fine}: these bands are not predicted. State the coarse band for each fine band in Bands to predict them.</source>
        <translation type="vanished">{coarse} 没有与 {fine} 的 {bands} 对应的波段：这些波段不作预测。如要预测，请在“波段”中写明各精细波段对应的粗波段。</translation>
    </message>
    <message>
        <source>{count} dates are there: {predicted} predicted now, {before} from an earlier run; {failed} failed.</source>
        <translation type="vanished">共有 {count} 个日期：本次预测 {predicted} 个，先前运行所得 {before} 个；失败 {failed} 个。</translation>
    </message>
    <message>
        <source>{count} epochs in {minutes:.1f} minutes on an image of {rows} x {cols} pixels, bands {bands}, and a series of {dates} dates. Weights: {weights}.</source>
        <translation type="vanished">训练 {count} 轮，用时 {minutes:.1f} 分钟；影像为 {rows} x {cols} 像元，波段 {bands}，序列含 {dates} 个日期。权重：{weights}。</translation>
    </message>
    <message>
        <source>{count} epochs in {minutes:.1f} minutes on {dates} dates, {rows} x {cols} pixels, bands {bands}. Weights: {weights}.</source>
        <translation type="vanished">训练 {count} 轮，用时 {minutes:.1f} 分钟；{dates} 个日期，{rows} x {cols} 像元，波段 {bands}。权重：{weights}。</translation>
    </message>
    <message>
        <source>{count} fine images have another extent than the grid of the series, that of {first}; what they do not cover is nodata: {names}.</source>
        <translation type="vanished">{count} 幅精细影像的范围与序列的格网（{first}的格网）不同；其未覆盖处为无数据：{names}。</translation>
    </message>
    <message>
        <source>{count} images are predictions of STFusion, not observations, and are left out of the fine images: {names}.</source>
        <translation type="vanished">{count} 幅影像是 STFusion 的预测而非观测，不作为精细影像：{names}。</translation>
    </message>
    <message>
        <source>{count} {role} images are identical copies of others of the same date and count once: {names}.</source>
        <translation type="vanished">{count} 幅{role}影像是同一日期其他影像的完全副本，只计一次：{names}。</translation>
    </message>
    <message>
        <source>{date}: predictions ({colours}) with the stretch of the reference, the smallest RMSE first, and under each its error in {band}. Blue: too low; red: too high; grey: not compared.</source>
        <translation type="vanished">{date}：预测影像（{colours}），采用参考影像的拉伸，RMSE 最小的在前，其下为各自在 {band} 中的误差。蓝色：偏低；红色：偏高；灰色：未比较。</translation>
    </message>
    <message>
        <source>{days} and {role} are both of {date}; give each pair another date.</source>
        <translation type="vanished">{days}与{role}的日期都是 {date}；请为各对给出不同的日期。</translation>
    </message>
    <message>
        <source>{day}: {missing:.1%} is still missing and sought in pairs of {days}.</source>
        <translation type="vanished">{day}：仍缺 {missing:.1%}，改用 {days} 的影像对补充。</translation>
    </message>
    <message>
        <source>{fine} and {coarse} do not overlap; choose images of the same area, or assign the right CRS.</source>
        <translation type="vanished">{fine} 与 {coarse} 不重叠；请选择同一区域的影像，或指定正确的坐标参照系。</translation>
    </message>
    <message>
        <source>{fine} and {coarse} do not show the same ground in one unit: the mean of band {band} is {first}, that of {other} is {second}. Check images, bands and scale; state the scale of both sensors to go on.</source>
        <translation type="vanished">{fine}和{coarse}不是以同一单位表示同一地面：波段 {band} 的均值为 {first}，{other} 的均值为 {second}。请检查影像、波段和比例系数；如要继续，请写明两种传感器的比例系数。</translation>
    </message>
    <message>
        <source>{fine} and {coarse} may not show the same ground in one unit: the mean of band {band} is {first}, that of {other} is {second}. Check bands, dates and the scale.</source>
        <translation type="vanished">{fine}和{coarse}可能不是以同一单位表示同一地面：波段 {band} 的均值为 {first}，{other} 的均值为 {second}。请检查波段、日期和比例系数。</translation>
    </message>
    <message>
        <source>{fine} and {coarse} share no pixel; choose images of the same area, or assign the right CRS.</source>
        <translation type="vanished">{fine} 与 {coarse} 没有共同像元；请选择同一区域的影像，或指定正确的坐标参照系。</translation>
    </message>
    <message>
        <source>{fine} and {coarse} share only {count} whole, valid coarse pixels, and {least} are the least that shows a shift; look at masks and nodata values, or choose larger or clearer images.</source>
        <translation type="vanished">{fine} 与 {coarse} 只有 {count} 个共同的完整有效粗像元，而求偏移至少需要 {least} 个；请检查掩膜和无数据值，或选择更大或更清晰的影像。</translation>
    </message>
    <message>
        <source>{fine} has {fine_bands} bands and {coarse} has {coarse_bands}; enter in Bands the coarse band for each fine one, for example {example}, with 0 to skip a band.</source>
        <translation type="vanished">{fine} 有 {fine_bands} 个波段，{coarse} 有 {coarse_bands} 个；请在“波段”中给出各精细波段对应的粗波段，例如 {example}，0 表示不使用该波段。</translation>
    </message>
    <message>
        <source>{fine} has {fine_bands} bands and {coarse} has {coarse_bands}; state in Bands the coarse band for each fine one, for example {example}, with 0 for a band to leave out.</source>
        <translation type="vanished">{fine} 有 {fine_bands} 个波段，{coarse} 有 {coarse_bands} 个；请在“波段”中给出各精细波段对应的粗波段，例如 {example}，0 表示不使用该波段。</translation>
    </message>
    <message>
        <source>{fine} holds {fine_unit} and {coarse} {coarse_unit}; choose bands of one kind, or state the scale.</source>
        <translation type="vanished">{fine} 的内容为{fine_unit}，{coarse} 为{coarse_unit}；请选择同一类波段，或给出比例。</translation>
    </message>
    <message>
        <source>{first} and {second} are both of {day}; leave one of them out, or narrow the pattern of {role} images, such as fine_*.tif.</source>
        <translation type="vanished">{first}与{second}的日期都是 {day}；请去掉其中一幅，或缩小{role}影像的名称模式，例如 fine_*.tif。</translation>
    </message>
    <message>
        <source>{first} and {second} do not lie in one range: the mean of band {band} is {one} and {other}. Check whether both have the same scale.</source>
        <translation type="vanished">{first}和{second}的取值范围不一致：波段 {band} 的均值为 {one} 和 {other}。请检查两者的比例系数是否相同。</translation>
    </message>
    <message>
        <source>{image} has no coarse image within {days} days; there are: {found}. Choose the coarse image of the same date, or correct the dates.</source>
        <translation type="vanished">{image}在 {days} 天内没有粗影像；现有：{found}。请选择同一天的粗影像，或改正日期。</translation>
    </message>
    <message>
        <source>{image} has no coarse image; add the coarse image of that date, with the date in its name.</source>
        <translation type="vanished">{image}没有粗影像；请添加该日期的粗影像，并在名称中写明日期。</translation>
    </message>
    <message>
        <source>{inner}, its own, beside QGIS' GDAL {outer}; that works, with a cache and drivers of its own</source>
        <translation type="vanished">{inner}，自带，与 QGIS 的 GDAL {outer} 并存；可以工作，有各自的缓存和驱动</translation>
    </message>
    <message>
        <source>{inner}, not QGIS' GDAL {outer}; install rasterio from where QGIS came from</source>
        <translation type="vanished">{inner}，不是 QGIS 的 GDAL {outer}；请从 QGIS 的来源处安装 rasterio</translation>
    </message>
    <message>
        <source>{label} cannot be read at row {row}, column {col}: the file is damaged or no longer there ({reason}).</source>
        <translation type="vanished">无法读取 {label} 的第 {row} 行第 {col} 列：文件已损坏或已不存在（{reason}）。</translation>
    </message>
    <message>
        <source>{label} has no band known as {lacking}, which {name} needs; state the band numbers of the index: {bands}.</source>
        <translation type="vanished">{label} 没有已知为 {lacking} 的波段，而 {name} 需要它；请给出指数的波段号：{bands}。</translation>
    </message>
    <message>
        <source>{label} holds temperature in some and reflectance in others of the bands chosen; choose bands of one kind, or state the scale.</source>
        <translation type="vanished">{label} 所选的波段有的是温度，有的是反射率；请选择同一类波段，或给出比例。</translation>
    </message>
    <message>
        <source>{lacking} has no georeference (neither a position nor a pixel size), and {having} has one; georeference it, or choose a file that is georeferenced.</source>
        <translation type="vanished">{lacking} 没有地理参考（既无位置也无像元大小），而 {having} 有；请先进行地理配准，或选择有地理参考的文件。</translation>
    </message>
    <message>
        <source>{name} describes a network that cannot be built ({error}); choose weights that STFusion has written.</source>
        <translation type="vanished">{name} 描述的网络无法构建（{error}）；请选择 STFusion 写出的权重。</translation>
    </message>
    <message>
        <source>{name} holds complex numbers; reflectance is needed.</source>
        <translation type="vanished">{name} 为复数；需要反射率。</translation>
    </message>
    <message>
        <source>{name} holds no band; choose one of its sub-datasets.</source>
        <translation type="vanished">{name} 没有波段；请选择其中一个子数据集。</translation>
    </message>
    <message>
        <source>{name} holds no raster; choose another file.</source>
        <translation type="vanished">{name} 不含栅格；请另选文件。</translation>
    </message>
    <message>
        <source>{name} holds numbers that are not finite ('{broken}'); the training went wrong.</source>
        <translation type="vanished">{name} 含有非有限数（“{broken}”）；训练出了错。</translation>
    </message>
    <message>
        <source>{name} holds tensors but not STFusion's description of them; choose weights that STFusion has written.</source>
        <translation type="vanished">{name} 含有张量，但没有 STFusion 对它们的描述；请选择由 STFusion 写出的权重。</translation>
    </message>
    <message>
        <source>{name} holds {count} rasters; choose one of them, such as {example}.</source>
        <translation type="vanished">{name} 含有 {count} 个栅格；请选择其中之一，例如 {example}。</translation>
    </message>
    <message>
        <source>{name} is damaged or was cut off ({error}); copy or train the weights again.</source>
        <translation type="vanished">{name} 已损坏或不完整（{error}）；请重新复制或训练权重。</translation>
    </message>
    <message>
        <source>{name} is no file of weights, or it was cut off; choose a file that ends in {suffix}.</source>
        <translation type="vanished">{name} 不是权重文件，或不完整；请选择以 {suffix} 结尾的文件。</translation>
    </message>
    <message>
        <source>{name} is no file of weights; choose a file that ends in {suffix}.</source>
        <translation type="vanished">{name} 不是权重文件；请选择以 {suffix} 结尾的文件。</translation>
    </message>
    <message>
        <source>{name} is no state of a training; choose the file ending in .resume.safetensors that lies beside the weights.</source>
        <translation type="vanished">{name} 不是训练状态；请选择权重旁以 .resume.safetensors 结尾的文件。</translation>
    </message>
    <message>
        <source>{name} is placed by ground control points only, which do not lie on a regular grid; warp it first, for example with Warp (reproject).</source>
        <translation type="vanished">{name} 只由不在规则格网上的地面控制点定位；请先重投影，例如用“变形（重投影）”。</translation>
    </message>
    <message>
        <source>{name} is placed by rational polynomial coefficients (RPC) only; warp it first, for example with Warp (reproject).</source>
        <translation type="vanished">{name} 只由有理多项式系数（RPC）定位；请先重投影，例如用“变形（重投影）”。</translation>
    </message>
    <message>
        <source>{name} is {value!r}; give a whole number of at least {least}.</source>
        <translation type="vanished">{name} 为 {value!r}；请给出不小于 {least} 的整数。</translation>
    </message>
    <message>
        <source>{name} is {value:g}; give a number from {least:g} on.</source>
        <translation type="vanished">{name} 为 {value:g}；请给出不小于 {least:g} 的数。</translation>
    </message>
    <message>
        <source>{name} is {value}; give a number above 0.</source>
        <translation type="vanished">{name} 为 {value}；请给出大于 0 的数。</translation>
    </message>
    <message>
        <source>{name} is {value}; give a number from 0 to below 1.</source>
        <translation type="vanished">{name} 为 {value}；请给出不小于 0 且小于 1 的数。</translation>
    </message>
    <message>
        <source>{name} is {value}; give a number of coarse pixels above 0.</source>
        <translation type="vanished">{name} 为 {value}；请给出大于 0 的粗像元数。</translation>
    </message>
    <message>
        <source>{name} was written by STFusion {writer} in a form that this version ({version}) does not know; update STFusion.</source>
        <translation type="vanished">{name} 由 STFusion {writer} 写出，其格式本版本（{version}）无法识别；请更新 STFusion。</translation>
    </message>
    <message>
        <source>{only_cpu} computes on the CPU only; choose the device cpu or auto.</source>
        <translation type="vanished">{only_cpu} 只能在 CPU 上计算；请选择计算设备 cpu 或 auto。</translation>
    </message>
    <message>
        <source>{part} in {source} is not understood; write stfusion:crs=EPSG:32633, stfusion:nodata=0;5..7 or stfusion:own_nodata=no.</source>
        <translation type="vanished">无法理解 {source} 中的 {part}；请写 stfusion:crs=EPSG:32633、stfusion:nodata=0;5..7 或 stfusion:own_nodata=no。</translation>
    </message>
    <message>
        <source>{path} is no list of a series ({error}); delete it to begin anew, or choose another folder.</source>
        <translation type="vanished">{path} 不是序列清单（{error}）；请删除它以重新开始，或另选文件夹。</translation>
    </message>
    <message>
        <source>{path} is not a valid list of a series ({error}); delete it to start again, or choose another folder.</source>
        <translation type="vanished">{path} 不是序列清单（{error}）；请删除它以重新开始，或另选文件夹。</translation>
    </message>
    <message>
        <source>{purpose} needs the package {missing}, {found}. {how_to_get}</source>
        <translation type="vanished">{purpose} 需要软件包 {missing}，{found}。{how_to_get}</translation>
    </message>
    <message>
        <source>{purpose} needs the package {module}, which fails to load in this Python {version_text} ({kind}: {error}). {how_to_get}</source>
        <translation type="vanished">{purpose} 需要软件包 {module}，但它在此 Python {version_text} 中无法加载（{kind}：{error}）。{how_to_get}</translation>
    </message>
    <message>
        <source>{role} ({label}) should hold temperature, and its values cannot be kelvin or degrees Celsius; state the scale, or choose images of one quantity.</source>
        <translation type="vanished">{role}（{label}）应为温度，但其数值不可能是开尔文或摄氏度；请给出比例系数，或选择同一物理量的影像。</translation>
    </message>
    <message>
        <source>{role} and {other} are the same image; choose the coarse image of that date.</source>
        <translation type="vanished">{role}与{other}是同一影像；请选择该日期的粗影像。</translation>
    </message>
    <message>
        <source>{role} and {other} are the same raster; choose another one.</source>
        <translation type="vanished">{role}与{other}是同一个栅格；请另选一个。</translation>
    </message>
    <message>
        <source>{role} and {other} are {same}, which shows no change: the prediction from this pair is a copy of {fine}; choose the coarse image of the target date.</source>
        <translation type="vanished">{role}和{other}是{same}，没有变化：由该影像对得到的预测就是{fine}的副本；请选择目标日期的粗影像。</translation>
    </message>
    <message>
        <source>{role} and {other} do not overlap; choose images of the same area, or assign the right CRS.</source>
        <translation type="vanished">{role}与{other}不重叠；请选择同一区域的影像，或指定正确的坐标参照系。</translation>
    </message>
    <message>
        <source>{role} contains {first} ({label}, band {band}) and {other} contains {second} ({other_label}, band {other_band}); choose images of one quantity, or match the bands in Bands.</source>
        <translation type="vanished">{role}为{first}（{label}，波段 {band}），而{other}为{second}（{other_label}，波段 {other_band}）；请选择同一物理量的影像，或用“波段”指定对应波段。</translation>
    </message>
    <message>
        <source>{role} does not overlap the prediction; choose images of the same area, or assign the right CRS.</source>
        <translation type="vanished">{role}与预测影像不重叠；请选择同一区域的影像，或指定正确的坐标参照系。</translation>
    </message>
    <message>
        <source>{role} has coarser pixels than {other} ({times:.1f} times); both may be swapped, or it is no panchromatic image.</source>
        <translation type="vanished">{role}的像元比{other}粗（{times:.1f} 倍）；两者可能弄反了，或者它不是全色影像。</translation>
    </message>
    <message>
        <source>{role} has finer pixels than the very fine image ({times:.1f} times); both may be swapped.</source>
        <translation type="vanished">{role}的像元比极高分辨率影像的还细（{times:.1f} 倍）；两者可能弄反了。</translation>
    </message>
    <message>
        <source>{role} has finer pixels than {other} ({times:.1f} times); fine and coarse images may be swapped.</source>
        <translation type="vanished">{role}的像元比{other}细（{times:.1f} 倍）；精细影像与粗影像可能弄反了。</translation>
    </message>
    <message>
        <source>{role} has no coarse image within {days} days and makes no pair.</source>
        <translation type="vanished">{role}在 {days} 天内没有粗影像，不能组成影像对。</translation>
    </message>
    <message>
        <source>{role} has no coordinate reference system; that of {other} is assumed.</source>
        <translation type="vanished">{role}没有坐标参照系；假定与{other}相同。</translation>
    </message>
    <message>
        <source>{role} has no date in its layer, its tags or its name and is left out; put the date into the file name, for example _20150714.</source>
        <translation type="vanished">{role}的图层、标签和名称中没有日期，未使用；请把日期写进文件名，例如 _20150714。</translation>
    </message>
    <message>
        <source>{role} has no date in its layer, tags or name: the result gets no day in the Temporal Controller. State the target date to give it one.</source>
        <translation type="vanished">{role}的图层、标签或名称中没有日期：结果在时态控制器中没有日期。请给出目标日期。</translation>
    </message>
    <message>
        <source>{role} has no date in its layer, tags or name; state it, so that fusion knows which day it shows.</source>
        <translation type="vanished">{role}的图层、标签或名称中没有日期；请给出日期，使融合知道它是哪一天的。</translation>
    </message>
    <message>
        <source>{role} has {bands} bands and the first of the series has {wanted}; all must have the same.</source>
        <translation type="vanished">{role}有 {bands} 个波段，序列的第一幅有 {wanted} 个；所有影像的波段数必须相同。</translation>
    </message>
    <message>
        <source>{role} has {bands} bands and {first} has {wanted}; images of one sensor must have the same bands.</source>
        <translation type="vanished">{role}有 {bands} 个波段，{first}有 {wanted} 个；同一传感器的影像必须有相同的波段。</translation>
    </message>
    <message>
        <source>{role} has {bands} bands; a panchromatic image has one: choose it, or one band of it.</source>
        <translation type="vanished">{role}有 {bands} 个波段；全色影像只有一个：请选择全色影像，或其中一个波段。</translation>
    </message>
    <message>
        <source>{role} has {named} in its name and {stated} in its tags; {stated} is used. Correct the wrong one.</source>
        <translation type="vanished">{role}的名称中日期为 {named}，标签中为 {stated}；采用 {stated}。请改正其中错误的一个。</translation>
    </message>
    <message>
        <source>{role} holds {first} ({label}, band {band}) and {other} holds {second} ({other_label}, band {other_band}); choose images of one quantity, or pair the bands by Bands.</source>
        <translation type="vanished">{role}为{first}（{label}，波段 {band}），而{other}为{second}（{other_label}，波段 {other_band}）；请选择同一物理量的影像，或用“波段”指定对应波段。</translation>
    </message>
    <message>
        <source>{role} is of {day} and {other} of {date}; changes between both dates appear as detail.</source>
        <translation type="vanished">{role}的日期为 {day}，{other}的日期为 {date}；两者之间的变化会被当成细节。</translation>
    </message>
    <message>
        <source>{role} is of {day} and {other} of {date}; what changed between them looks like detail.</source>
        <translation type="vanished">{role}的日期为 {day}，{other}的日期为 {date}；两者之间的变化会被当成细节。</translation>
    </message>
    <message>
        <source>{role}, {source}, has no date in its layer, its tags or its name, so its coarse image cannot be found; put the date into the file name, for example _20041228.</source>
        <translation type="vanished">{role} {source} 的图层、标签和名称中没有日期，无法找到它的粗影像；请把日期写进文件名，例如 _20041228。</translation>
    </message>
    <message>
        <source>{role}: band {band} of {label} has no value in {share:.0%} of the sampled pixels, where other bands have one. Methods that compare bands predict no band there; leave the band out to keep the others.</source>
        <translation type="vanished">{role}：{label} 的波段 {band} 在 {share:.0%} 的抽样像元中没有值，而其他波段有值。比较各波段的方法在那里不预测任何波段；舍去该波段即可保留其他波段。</translation>
    </message>
    <message>
        <source>{role}: its quality raster {label} does not overlap it; choose that of the same image.</source>
        <translation type="vanished">{role}：其质量栅格 {label} 与它不重叠；请选择同一影像的质量栅格。</translation>
    </message>
    <message>
        <source>{role}: more than half of {label} would reflect over {unlikely:.0%} of the light; state the right scale.</source>
        <translation type="vanished">{role}：{label} 中超过一半的像元会反射超过 {unlikely:.0%} 的光；请给出正确的比例。</translation>
    </message>
    <message>
        <source>{role}: the scale that {label} states, {scale}, leaves values of {low:.3g} to {high:.3g}, which no {quantity} has; it is not used. State the scale if it is right.</source>
        <translation type="vanished">{role}：{label} 给出的比例系数 {scale} 使数值为 {low:.3g} 到 {high:.3g}，{quantity}不可能有这样的值；未采用该系数。如果它是正确的，请在比例系数中写明。</translation>
    </message>
    <message>
        <source>{role}: under the scale {scale} the values of {label}, band {band}, cannot be told apart; correct the scale.</source>
        <translation type="vanished">{role}：在比例系数 {scale} 下无法区分 {label} 波段 {band} 的数值；请改正比例系数。</translation>
    </message>
    <message>
        <source>{role}: with the scale {scale} all values of {label}, band {band}, become equal; correct the scale.</source>
        <translation type="vanished">{role}：在比例系数 {scale} 下无法区分 {label} 波段 {band} 的数值；请改正比例系数。</translation>
    </message>
    <message>
        <source>{role}: {label} does not say its processing baseline; since 04.00 (January 2022) Sentinel-2 products add 1000. If this one does, state the scale 0.0001-0.1.</source>
        <translation type="vanished">{role}：{label} 没有说明其处理基线；自 04.00（2022 年 1 月）起 Sentinel-2 产品加上了 1000。若它也如此，请给出比例 0.0001-0.1。</translation>
    </message>
    <message>
        <source>{role}: {label} holds quality layers only; choose the image itself.</source>
        <translation type="vanished">{role}：{label} 只含质量图层；请选择影像本身。</translation>
    </message>
    <message>
        <source>{role}: {label} holds values that are no measurement, such as {value:g}; they are treated as nodata.</source>
        <translation type="vanished">{role}：{label} 含有不可能是测量值的数值，例如 {value:g}；已按无数据处理。</translation>
    </message>
    <message>
        <source>{role}: {label} holds {values} ({share:.1%} of the sampled pixels), which is no measurement and which its header does not declare as nodata; it is treated as nodata.</source>
        <translation type="vanished">{role}：{label} 含有 {values}（占抽样像元的 {share:.1%}），它不是测量值，而文件头没有将其声明为无数据；已按无数据处理。</translation>
    </message>
    <message>
        <source>{role}: {label} is 0 in all bands in whole rows or columns ({share:.1%} of the sampled pixels), which no header declares as missing; pixels that are 0 in all bands are treated as nodata.</source>
        <translation type="vanished">{role}：{label} 有整行或整列在所有波段均为 0（占抽样像元的 {share:.1%}），而文件头没有声明其缺失；所有波段均为 0 的像元按无数据处理。</translation>
    </message>
    <message>
        <source>{role}: {label} is a level-1 product: reflectance or radiance at the top of the atmosphere, not at the surface.</source>
        <translation type="vanished">{role}：{label} 是一级产品：为大气层顶而非地表的反射率或辐亮度。</translation>
    </message>
    <message>
        <source>{shown}; a finite number is needed.</source>
        <translation type="vanished">{shown}；需要有限数。</translation>
    </message>
    <message>
        <source>{shown}; it must be odd, so that a pixel is in the middle: try {suggestion}.</source>
        <translation type="vanished">{shown}；必须为奇数，使正中为一个像元：可用 {suggestion}。</translation>
    </message>
    <message>
        <source>{source}{day}; {cols} x {rows} pixels; bands: {bands}; {dtype}; bands used: {numbers}</source>
        <translation type="vanished">{source}{day}；{cols} x {rows} 像元；波段数：{bands}；{dtype}；所用波段：{numbers}</translation>
    </message>
    <message>
        <source>{title} doubles the coarse image until it is fine, at least {least} times, and {ratio} fine pixels along a coarse one do not allow it; choose EDCSTFN, or resample the coarse images with Prepare pair.</source>
        <translation type="vanished">{title} 将粗影像反复加倍直到精细，至少 {least} 次，而一个粗像元边长内 {ratio} 个精细像元做不到；请选择 EDCSTFN，或用“准备影像对”重采样粗影像。</translation>
    </message>
    <message>
        <source>{title} finds no room for a tile in the memory of the CUDA device; choose a smaller tile size, or the device cpu.</source>
        <translation type="vanished">{title} 在 CUDA 设备的内存中放不下一个图块；请选择较小的图块大小，或计算设备 cpu。</translation>
    </message>
    <message>
        <source>{title} has no option {unknown}; it has: {known}.</source>
        <translation type="vanished">{title} 没有选项 {unknown}；它有：{known}。</translation>
    </message>
    <message>
        <source>{title} has no uncertainty to write{how}; leave that output empty.</source>
        <translation type="vanished">{title}{how}没有可写出的不确定性；请将该输出留空。</translation>
    </message>
    <message>
        <source>{title} has {bands} bands, which do not fit the {count} that are compared; choose an image with the same bands, or leave it out.</source>
        <translation type="vanished">{title}有 {bands} 个波段，与参与比较的 {count} 个不符；请选择波段相同的影像，或不使用它。</translation>
    </message>
    <message>
        <source>{title} is left out: {error}</source>
        <translation type="vanished">未使用 {title}：{error}</translation>
    </message>
    <message>
        <source>{title} learns from pairs of at least {least} dates and {pairs} is given; give weights, which Train network makes, or a second pair.</source>
        <translation type="vanished">{title} 至少要从 {least} 个日期的影像对学习，给出 {pairs} 对；请给出由“训练网络”生成的权重，或第二对。</translation>
    </message>
    <message>
        <source>{title} learns from {count} dates of this scene first; with weights this is left out.</source>
        <translation type="vanished">{title} 先从本场景的 {count} 个日期学习；若给出权重则省去此步。</translation>
    </message>
    <message>
        <source>{title} needs a panchromatic image with each pair, and there is none; choose it.</source>
        <translation type="vanished">{title} 需要每个影像对有一幅全色影像，但一幅也没有；请选择。</translation>
    </message>
    <message>
        <source>{title} needs pairs before and after {day}, and all{within} lie on one side; allow dates outside the pairs, or choose a method for one pair.</source>
        <translation type="vanished">{title} 需要 {day} 前后的影像对，但全部影像对{within}都在同一侧；请允许日期在影像对之外，或选择只用一对的方法。</translation>
    </message>
    <message>
        <source>{title} needs {least} pairs for {day}; found{within}: {count}.</source>
        <translation type="vanished">{title} 对 {day} 需要 {least} 个影像对；找到{within}：{count} 个。</translation>
    </message>
    <message>
        <source>{title} needs {least} pairs of fine and coarse images; {count} given.</source>
        <translation type="vanished">{title} 需要 {least} 对精细影像与粗影像；给出 {count} 对。</translation>
    </message>
    <message>
        <source>{title} takes {limits} pairs for a date, not {count}; correct the number of pairs, or write 0.</source>
        <translation type="vanished">{title} 每个日期使用 {limits} 对，不能是 {count} 对；请改正影像对数，或写 0。</translation>
    </message>
    <message>
        <source>{title} uses at most {most} pairs of fine and coarse images; {count} given.</source>
        <translation type="vanished">{title} 最多使用 {most} 对精细影像与粗影像；给出 {count} 对。</translation>
    </message>
    <message>
        <source>{what} '{text}' are not understood; write dates such as 2015-07-12 2015-07-28.</source>
        <translation type="vanished">无法理解{what}“{text}”；请写日期，例如 2015-07-12 2015-07-28。</translation>
    </message>
    <message>
        <source>{} is missing; a pair needs both, fine and coarse image of one date.</source>
        <translation type="vanished">缺少“{}”；一个影像对需要同一日期的精细影像和粗影像。</translation>
    </message>
    <message>
        <source>{} is missing; say where '{}' is to be written.</source>
        <translation type="vanished">缺少 {}；请指定“{}”的写出位置。</translation>
    </message>
    <message>
        <source>{} is no network and needs no training.</source>
        <translation type="vanished">{} 不是网络，无需训练。</translation>
    </message>
    <message>
        <source>{} stopped at an error of its own ({}); please report it together with the log.</source>
        <translation type="vanished">{} 因自身错误而停止（{}）；请连同日志一起报告。</translation>
    </message>
    <message>
        <source>{} was not prepared; this is an error of its own.</source>
        <translation type="vanished">{} 未做好准备；这是程序自身的错误。</translation>
    </message>
    <message>
        <source>{} {}, {}, is no raster layer; choose raster layers only.</source>
        <translation type="vanished">{} {}({})不是栅格图层；请只选择栅格图层。</translation>
    </message>
    <message>
        <source>{}: '{}' has no polygons; choose a raster or a layer of polygons.</source>
        <translation type="vanished">{}：“{}”没有多边形；请选择栅格或多边形图层。</translation>
    </message>
    <message>
        <source>{}: a list or mapping is given where one value is wanted; state {} as one text or number.</source>
        <translation type="vanished">{}：此处需要单个值，却给出了列表或映射；请将 {} 写成一个文本或数值。</translation>
    </message>
    <message>
        <source>{}: the layer '{}' comes from a {} service; export it to a GeoTIFF first.</source>
        <translation type="vanished">{}：图层“{}”来自 {} 服务；请先导出为 GeoTIFF。</translation>
    </message>
    <message>
        <source>{}: the layer '{}' is no raster layer; choose raster layers only.</source>
        <translation type="vanished">{}：图层“{}”不是栅格图层；请只选择栅格图层。</translation>
    </message>
    <message>
        <source>{}: there is no '{}'; choose among: {}.</source>
        <translation type="vanished">{}：没有“{}”；请从下列值中选择：{}。</translation>
    </message>
    <message>
        <source>{}: {} of {} cannot be opened as rasters; check the list.</source>
        <translation type="vanished">{}:{} 个（共 {} 个）无法作为栅格打开；请检查列表。</translation>
    </message>
    <message>
        <source>{}: {} rasters are given where one is wanted; state {} once.</source>
        <translation type="vanished">{}：此处只需要一个栅格，却给出了 {} 个；{} 只能指定一次。</translation>
    </message>
</context>
</TS>

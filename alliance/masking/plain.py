"""The plain reading of a text: full-width signs, hidden signs and traditional characters as one usually writes them.

Every character stays at its place, so a position in the plain text is one in the text itself.
"""

from unicodedata import category

from .found import TAKEN

_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_MATHEMATICAL = {0x1D7CE + number: str(number % 10) for number in range(50)}
_SPACES = dict.fromkeys(
    [code for code in range(0xFFFF) if category(chr(code)) in {"Zs", "Cf"} or 0xFE00 <= code <= 0xFE0F], " "
)
"""Spaces of any width, and what is not seen at all: a text that was pasted may hold either within a number."""
_DASHES = dict.fromkeys(map(ord, "－‐‑‒–—―−﹣"), "-")
_STARS = dict.fromkeys(map(ord, "＊﹡✱⁎×●•◆■□○█▇"), "*")
_DOTS = dict.fromkeys(map(ord, "・‧∙⋅"), "·")
_OTHER = {ord(TAKEN): "\x01", 0xFF20: "@", 0xFE55: ":", 0x2236: ":", 0x3010: "(", 0x3011: ")", 0x3007: "零"}
_TRADITIONAL = str.maketrans(
    "張劉陳楊趙黃吳孫馬羅鄭謝許韓鄧馮曾蕭蔣餘葉蘇呂盧沈鍾鐘譚陸範廖韋賈鄒閆龍黎賀顧龔萬錢嚴莫湯溫樊齊喬龐顏聶魯嶽關蘭欒畢單"
    "裴盧藍遊靳駱華喻饒時農簡車項連蘆麥竇黨宮費衛應倉師喬於後慶紀倪莊歐陽諸葛東聞萊厲佔偉麗傑國強軍濤輝飛鵬鳳蓮瓊瑩穎潔靜艷豔"
    "曉銘鋒鋼鐵錦鑫興榮業澤漢劍劍雲電話號銀帳賬戶機車門樓單證碼區縣鎮鄉灣園廈層聯繫聯絡職員務經理長隊書記會計導學習輔報警騙領導"
    "發現稱說請給來裏裡這個對該轉匯蘋開與為從將沒無義憲愛寶貝貴財順們兒親媽爺處參觀陣號碼資產庫層際橋鋪棟巷衚衕臺灣閩贛貴陝寧渝豫魯"
    "蘇遼滬黑綠紅緣維綱純紹繼續綺緒緯紅紋約倫儀億優傳備傷價側勝勵勳協賢賓質贊贏軒轅載輪運達遠適選鄰鄺醫釗鈞鈴銳鋒錄鎮鏡閣陳陽際險隨"
    "霞靈韻頌頓預頻題願類顯風飄駿驍體魚鮮鴻鶴鸞麟齡歡歲歷歸殘氣決況沖準涼淨淺減測湧溝滅滿漁潤濱濟瀾灤炳煒煥燁燦燈爾爭爭犧猶獻瑪瑋璽環瓊畫異當疊療發網楓嫻嬌嵐雙實誠謙詩語韜莖蔣晉贖衆眾讓據帶監護籤簽筆",
    "张刘陈杨赵黄吴孙马罗郑谢许韩邓冯曾萧蒋余叶苏吕卢沈钟钟谭陆范廖韦贾邹闫龙黎贺顾龚万钱严莫汤温樊齐乔庞颜聂鲁岳关兰栾毕单"
    "裴卢蓝游靳骆华喻饶时农简车项连芦麦窦党宫费卫应仓师乔于后庆纪倪庄欧阳诸葛东闻莱厉占伟丽杰国强军涛辉飞鹏凤莲琼莹颖洁静艳艳"
    "晓铭锋钢铁锦鑫兴荣业泽汉剑剑云电话号银账账户机车门楼单证码区县镇乡湾园厦层联系联络职员务经理长队书记会计导学习辅报警骗领导"
    "发现称说请给来里里这个对该转汇苹开与为从将没无义宪爱宝贝贵财顺们儿亲妈爷处参观阵号码资产库层际桥铺栋巷胡同台湾闽赣贵陕宁渝豫鲁"
    "苏辽沪黑绿红缘维纲纯绍继续绮绪纬红纹约伦仪亿优传备伤价侧胜励勋协贤宾质赞赢轩辕载轮运达远适选邻邝医钊钧铃锐锋录镇镜阁陈阳际险随"
    "霞灵韵颂顿预频题愿类显风飘骏骁体鱼鲜鸿鹤鸾麟龄欢岁历归残气决况冲准凉净浅减测涌沟灭满渔润滨济澜滦炳炜焕烨灿灯尔争争牺犹献玛玮玺环琼画异当叠疗发网枫娴娇岚双实诚谦诗语韬茎蒋晋赎众众让据带监护签签笔",
)
_PLAIN: dict[int, int | str] = {
    **_TRADITIONAL,
    **_FULL_WIDTH,
    **_MATHEMATICAL,
    **_SPACES,
    **_DASHES,
    **_STARS,
    **_DOTS,
    **_OTHER,
}


def plain(text: str) -> str:
    """`text` in its plain reading; as long as `text`, character for character."""
    return text.translate(_PLAIN)

"""Invented personal data of every kind, made by a seeded generator, to be planted into the sentences of bench/masking.py."""

from collections.abc import Callable, Mapping
from random import Random

from stdnum import luhn
from stdnum.cn import ric

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
RARE = "靳瞿佟覃穆阮郜卞巫晁逯蔺苗纪柴裴霍鲍盛娄"
COMPOUND = ("欧阳", "上官", "司马", "诸葛", "皇甫", "夏侯")
TWO = "建国 秀英 桂兰 志强 丽华 海燕 文博 雅静 子涵 俊杰 晓东 玉梅 淑珍 国庆 明辉 春花 思远 浩然 欣怡 梓萱 嘉豪 雪梅 立新 永刚 红霞 小军 爱华 凤英 振宇 诗琪 宇轩 美玲 世杰 金凤 德胜 一鸣 亚楠 佳慧 鹏程 素芬 新民 卫东 长江 成龙 来福 有才 为民 学军 若曦 启明".split()
ONE = "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 鑫 鹏 飞 浩 宇 婷 雪 琳 倩 帅 凯 慧 颖 瑞 峰 斌 辉 莉 蕾 波 红 梅 玲 燕 云 华".split()
ETHNIC = "阿不都·热合曼 买买提·吐尔逊 古丽·艾山 扎西·次仁 木合塔尔·依明 阿依古丽·麦麦提".split()
TRADITIONAL = "張偉 劉建國 陳麗華 趙強 楊曉東 鄭國慶 吳靜 黃志強 許慧 馬麗 孫鵬 韓雪梅".split()
ROADS = "平阳路 解放北路 人民东路 府西街 胜利街 长治路 建设南路 坞城路 迎泽大街 新建路二巷 学府街 兴华西街 漪汾街 桃园南路 康乐街".split()
AREAS = ("", "太原市小店区", "山西省太原市杏花岭区", "万柏林区", "武汉市武昌区", "长沙市岳麓区", "浙江省金华市婺城区", "朝阳区")
ESTATES = "万科城 恒大绿洲 阳光小区 紫荆花园 学府家园 绿地世纪城 丽华苑 滨河湾 幸福里小区 铁路宿舍".split()
VILLAGES = "李家村 刘家庄村 东关村 北张村 王家堡村 南寨村 大吴村".split()
DISTRICTS = "110101 140105 140106 310104 330702 420106 430102 510104 610112 350203 440305 620102".split()
BINS = "622202 621700 622848 621661 622262 621226 623052 436742 955880 622588 622908".split()
AREA_CODES = "0351 010 021 027 0731 0579 0571 0755 0991 028".split()
PROVINCES = "晋京津沪冀豫云辽黑湘皖鲁苏浙赣鄂桂甘蒙陕吉闽贵粤青藏川宁琼渝新"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DOMAINS = "163.com qq.com 126.com sina.com gmail.com outlook.com 139.com foxmail.com company.com.cn".split()
HANDLES = "zhang li wang lucky happy xiao ada tony sunny abc feng yun mei star".split()


def name(r: Random) -> str:
    return r.choice(SURNAMES) + (r.choice(TWO) if r.random() < 0.6 else r.choice(ONE))


def name_rare(r: Random) -> str:
    return r.choice(RARE) + (r.choice(TWO) if r.random() < 0.6 else r.choice(ONE))


def name_compound(r: Random) -> str:
    return r.choice(COMPOUND) + (r.choice(TWO) if r.random() < 0.5 else r.choice(ONE))


def digits(r: Random, count: int) -> str:
    return "".join(r.choice("0123456789") for _ in range(count))


def mobile(r: Random) -> str:
    return "1" + r.choice("3456789") + digits(r, 9)


def mobile_spaced(r: Random) -> str:
    number, sign = mobile(r), r.choice(" -")
    return sign.join((number[:3], number[3:7], number[7:]))


def mobile_full(r: Random) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in mobile(r))


def mobile_spoken(r: Random) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in mobile(r)).replace("一", r.choice("一幺"))


def mobile_intl(r: Random) -> str:
    return r.choice(("+86", "+86 ", "+86-", "0086")) + mobile(r)


def abroad(r: Random) -> str:
    return r.choice(("+852 ", "00852", "+95", "+1 ", "+855 ")) + r.choice("25679") + digits(r, r.choice((7, 8)))


def landline(r: Random) -> str:
    area, number = r.choice(AREA_CODES), r.choice("2345678") + digits(r, 7 if r.random() < 0.5 else 6)
    return r.choice((f"{area}-{number}", f"{area}{number}", f"（{area}）{number}", f"({area}){number}", f"{area} {number}"))


def id_card(r: Random) -> str:
    born = f"{r.randint(1940, 2012)}{r.randint(1, 12):02}{r.randint(1, 28):02}"
    bare = r.choice(DISTRICTS) + born + digits(r, 3)
    code = bare + ric.calc_check_digit(bare + "0")
    return code.lower() if r.random() < 0.1 else code


def id_card_old(r: Random) -> str:
    return f"{r.choice(DISTRICTS)}{r.randint(40, 85)}{r.randint(1, 12):02}{r.randint(1, 28):02}{digits(r, 3)}"


def id_card_spaced(r: Random) -> str:
    code = id_card(r)
    return " ".join((code[:6], code[6:14], code[14:]))


def bank_card(r: Random) -> str:
    bare = r.choice(BINS)
    bare += digits(r, (16 if bare[0] == "4" else r.choice((16, 19))) - 1 - len(bare))
    return bare + luhn.calc_check_digit(bare)


def bank_card_spaced(r: Random) -> str:
    code = bank_card(r)
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def bank_card_half(r: Random) -> str:
    code, star = bank_card(r), r.choice("*＊x")
    head = r.choice((4, 6))
    return code[:head] + star * r.choice((3, 4, 6, 9)) + code[-r.choice((3, 4)) :]


def account_bad(r: Random) -> str:
    code = bank_card(r)
    return r.choice((code[:-1] + str((int(code[-1]) + 3) % 10), "1405" + digits(r, 14), "0502" + digits(r, 15)))


def plate(r: Random) -> str:
    place = r.choice(PROVINCES) + r.choice(LETTERS[:12])
    if r.random() < 0.3:
        return place + r.choice(("", "·")) + r.choice("DF") + digits(r, 5)
    return place + r.choice(("", "·", " ")) + r.choice((digits(r, 5), r.choice(LETTERS) + digits(r, 4), digits(r, 3) + "AB"))


def wechat(r: Random) -> str:
    if r.random() < 0.15:
        return "wxid_" + "".join(r.choice("abcdefghijk0123456789") for _ in range(14))
    return r.choice(HANDLES) + r.choice(("", "_", "-")) + r.choice(HANDLES)[:3] + digits(r, r.choice((2, 3, 4, 6)))


def qq(r: Random) -> str:
    return r.choice("123456789") + digits(r, r.choice((5, 7, 8, 9)))


def email(r: Random) -> str:
    local = r.choice((digits(r, 9), r.choice(HANDLES) + r.choice((".", "_", "")) + r.choice(HANDLES) + digits(r, 2)))
    return f"{local}@{r.choice(DOMAINS)}"


def address(r: Random) -> str:
    building, unit, room = r.randint(1, 32), r.randint(1, 4), f"{r.randint(1, 28)}0{r.randint(1, 4)}"
    inside = r.choice((f"{building}号楼{unit}单元{room}室", f"{building}栋{unit}单元{room}", f"{building}幢{room}室", f"{building}-{unit}-{room}"))
    street = r.choice(ROADS) + f"{r.randint(1, 360)}号"
    end = r.choice((street, f"{street}{r.choice(ESTATES)}{inside}", f"{r.choice(ESTATES)}{inside}", f"{street}院{building}号楼{room}室"))
    return r.choice(AREAS) + end


def village(r: Random) -> str:
    return f"{r.choice(AREAS)}{r.choice(VILLAGES)}{r.choice(('3组', '第二村民小组', '五组', ''))}{r.randint(1, 180)}号"


MADE: Mapping[str, tuple[str, Callable[[Random], str]]] = {
    "name": ("name", name),
    "name_rare": ("name", name_rare),
    "name_compound": ("name", name_compound),
    "name_ethnic": ("name", lambda r: r.choice(ETHNIC)),
    "name_trad": ("name", lambda r: r.choice(TRADITIONAL)),
    "mobile": ("mobile", mobile),
    "mobile_spaced": ("mobile", mobile_spaced),
    "mobile_full": ("mobile", mobile_full),
    "mobile_spoken": ("mobile", mobile_spoken),
    "mobile_intl": ("mobile", mobile_intl),
    "abroad": ("mobile", abroad),
    "landline": ("landline", landline),
    "id_card": ("id_card", id_card),
    "id_card_old": ("id_card", id_card_old),
    "id_card_spaced": ("id_card", id_card_spaced),
    "bank_card": ("bank_card", bank_card),
    "bank_card_spaced": ("bank_card", bank_card_spaced),
    "bank_card_half": ("bank_card", bank_card_half),
    "account_bad": ("bank_card", account_bad),
    "plate": ("plate", plate),
    "wechat": ("wechat", wechat),
    "qq": ("qq", qq),
    "email": ("email", email),
    "address": ("address", address),
    "village": ("address", village),
}
"""{place in a sentence: (kind, what makes a value)}."""

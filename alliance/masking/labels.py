"""What the words before a number say it is."""

import re

from .found import TAKEN

WINDOW = 18
"""So many characters before a number may hold the word that names it."""

_STOPS = re.compile(rf"[\n。;!?*\d{TAKEN}]")
_LABELS = re.compile(
    r"(?P<id>(?:身份证|公民身份|证件|居民证)(?:号码|号)?|id\s?card)"
    r"|(?P<card>(?:银行卡|储蓄卡|借记卡|信用卡)(?:号码|号)?|工资卡|社保卡|一类卡|二类卡|对公户|卡号|[一二]级卡|账号|帐号|账户|帐户|户头|存折|"
    r"收款方|(?:转|汇|打|存|付)(?:到|至|入|进|给)|card|a/c|acct|account|[工农建招中交邮储行]行?卡|银行[:：\s(,为是]*$|尾号|卡[:是为(,\s]*$)"
    r"|(?P<phone>手机|电话|座机|固话|宅电|热线|传真|联系方式|联系人|来电|拨打|致电|去电|呼叫|短信|号码[:是为\s]*$|tel|phone|mobile|fax)"
    r"|(?P<code>订单|单号|流水|编号|编码|运单|快递|包裹|物流|工单|案号|文号|凭证|合同|保单|交易号|交易码|参考号|验证码|批次|备案|许可|"
    r"imei|imsi|iccid|串号|序列号|\bsn\b|税号|信用代码|发票|商户|条码|isbn|电表|水表|户号|学号|工号|警号|车架|发动机|受理|回执|"
    r"批号|邮编|版本|设备|端口|时间戳|页码|票号|单据|报文|哈希|游戏|余额|金额|数量|共计|合计|会议号|会议id|房间号|口令|注册号|执照)",
    re.IGNORECASE,
)


def label_before(text: str, start: int) -> str | None:
    """`id`, `card`, `phone`, `code` (a number of a thing, nobody's own), or None: the last such word before `start`."""
    window = text[max(0, start - WINDOW) : start]
    stops = [match.end() for match in _STOPS.finditer(window)]
    last = None
    for match in _LABELS.finditer(window, stops[-1] if stops else 0):
        last = match.lastgroup
    return last

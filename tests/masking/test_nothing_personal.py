"""What looks like personal data and is nobody's own, and who is anonymous already: it stays as it is."""

import pytest

from alliance.masking.finding import findings, masked

STAYS = """
拨打96110、110或12381，客服95588，热线400-810-8888，政务12345，短信端口10690123456789
损失17050元，涉案1.38亿元，同比下降43.9%，共138家单位、3000多辆车，12,846条预警
2022年7月4日10:20:30，2023-04-05，2017-2020，20231105
惠东桥政〔2021〕44号，公告第18号，地铁2号线，5号楼前广场
订单号202311051234567890，流水号6222021234567890128，运单SF1234567890123
统一社会信用代码91140106MA0H12345X，IMEI 860123456789012，IP 192.168.10.25
刘先生、李女士、王某、张某某、韩某菊、小陈、老王、杨师傅、黄先生（化名）、王丽（化名）
益阳张女士、晋城城区刘先生、银川李先生、北碚区崔先生
武昌某银行、粮道街派出所、工商银行人民路支行、东桥镇、石家庄、金华
高速公路、方法多样、金额较大、黄金240克、白天、马上转账、周边群众、安全账户、于是他、任何人、任务单
民警高度重视，客户经理主动询问，董事长先查余额，群众应当警惕，本人操作
尾号0128的银行卡，138****5678，110101********803X，6222 **** **** 0128，6222 02** **** 0128，晋A***45
微信转账50000元，QQ群里有200人，微信公众号“平安太原”，新C919大飞机
贷款13800138000万元，共13800138000.5
尾号0128的卡，成功止付；两笔，黄金邮寄；两次，白天来电
扩张、行李、国王、支付宝、徐徐展开、名单、地方、提高、现金、主任、说明、中文、完成
""".strip().splitlines()


@pytest.mark.parametrize("text", STAYS)
def test_it_stays(text):
    assert [text[one.start : one.end] for one in findings(text)] == []
    assert masked(text) == text


def test_an_identity_card_needs_its_check_digit_or_its_name():
    assert not findings("他写下360426199101010072几个数")
    assert findings("身份证360426199101010072")


def test_a_card_number_needs_its_check_digit_or_its_name():
    assert not findings("他写下6222021234567890120几个数")
    assert findings("银行卡6222021234567890120")

"""LG04 5.3: 1905 positions, three kinds of record told apart by accept_flag and sequence_no."""

from __future__ import annotations

from data.formats._lg04 import lg04

PLACES = (
    ("accept_flag", 1, 1), ("account", 2, 8), ("accountable", 10, 20), ("address", 30, 160),
    ("allocation_key", 190, 2), ("amount", 192, 17), ("amount_set", 209, 1), ("apar_id", 210, 8),
    ("apar_name", 218, 30), ("art_descr", 248, 35), ("article", 283, 15), ("att_1_id", 298, 2),
    ("att_2_id", 300, 2), ("att_3_id", 302, 2), ("att_4_id", 304, 2), ("att_5_id", 306, 2),
    ("att_6_id", 308, 2), ("att_7_id", 310, 2), ("bank_account", 312, 35), ("batch_id", 347, 12),
    ("client", 359, 2), ("client_ref", 361, 2), ("confirm_date", 363, 17), ("control", 380, 1),
    ("cur_amount", 381, 17), ("currency", 398, 3), ("del_met_descr", 401, 60),
    ("del_term_descr", 461, 60), ("deliv_addr", 521, 255), ("deliv_attention", 776, 50),
    ("deliv_countr", 826, 3), ("deliv_date", 829, 17), ("deliv_method", 846, 8),
    ("deliv_terms", 854, 8), ("dim_1", 862, 8), ("dim_2", 870, 8), ("dim_3", 878, 8),
    ("dim_4", 886, 8), ("dim_5", 894, 12), ("dim_6", 906, 4), ("dim_7", 910, 4),
    ("dim_value_1", 914, 12), ("dim_value_2", 926, 12), ("dim_value_3", 938, 12),
    ("dim_value_4", 950, 12), ("dim_value_5", 962, 12), ("dim_value_6", 974, 12),
    ("dim_value_7", 986, 12), ("disc_percent", 998, 17), ("exch_rate", 1015, 17),
    ("ext_ord_ref", 1032, 15), ("intrule_id", 1047, 6), ("line_no", 1053, 4),
    ("location", 1057, 4), ("long_info1", 1061, 120), ("long_info2", 1181, 120),
    ("lot", 1301, 10), ("main_apar_id", 1311, 8), ("mark_attention", 1319, 50),
    ("mark_ctry_cd", 1369, 3), ("markings", 1372, 120), ("obs_date", 1492, 17),
    ("order_date", 1509, 17), ("order_id", 1526, 9), ("order_type", 1535, 2),
    ("pay_method", 1537, 2), ("period", 1539, 8), ("place", 1547, 30), ("province", 1577, 40),
    ("rel_value", 1617, 12), ("responsible", 1629, 8), ("responsible2", 1637, 8),
    ("sequence_no", 1645, 8), ("sequence_ref", 1653, 8), ("serial_no", 1661, 20),
    ("short_info", 1681, 60), ("status", 1741, 1), ("tax_code", 1742, 2), ("tax_system", 1744, 2),
    ("template_id", 1746, 8), ("terms_id", 1754, 2), ("tekst1", 1756, 12), ("tekst2", 1768, 12),
    ("tekst3", 1780, 12), ("tekst4", 1792, 12), ("trans_type", 1804, 2), ("unit_code", 1806, 3),
    ("unit_descr", 1809, 50), ("value_1", 1859, 17), ("voucher_ref", 1876, 9),
    ("voucher_type", 1885, 2), ("warehouse", 1887, 4), ("zip_code", 1891, 15),
)  # fmt: skip
"""Field, first position, length."""

FORMAT = lg04("agresso", "AGRESSO (LG04 5.3)", PLACES)

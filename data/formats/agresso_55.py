"""LG04 5.5: 4324 positions, no accept_flag; wider codes and texts, shorter dates and period."""

from __future__ import annotations

from data.formats._lg04 import lg04

PLACES = (
    ("account", 1, 25), ("accountable", 26, 25), ("address", 51, 160), ("allocation_key", 211, 2),
    ("amount", 213, 20), ("amount_set", 233, 1), ("apar_id", 234, 25), ("apar_id_ref", 259, 25),
    ("apar_name", 284, 255), ("art_descr", 539, 255), ("article", 794, 25), ("att_1_id", 819, 4),
    ("att_2_id", 823, 4), ("att_3_id", 827, 4), ("att_4_id", 831, 4), ("att_5_id", 835, 4),
    ("att_6_id", 839, 4), ("att_7_id", 843, 4), ("bank_account", 847, 35), ("batch_id", 882, 25),
    ("client", 907, 25), ("client_ref", 932, 25), ("confirm_date", 957, 8), ("control", 965, 1),
    ("cur_amount", 966, 20), ("currency", 986, 25), ("del_met_descr", 1011, 255),
    ("del_term_descr", 1266, 255), ("deliv_addr", 1521, 255), ("deliv_attention", 1776, 50),
    ("deliv_countr", 1826, 25), ("deliv_date", 1851, 8), ("deliv_method", 1859, 25),
    ("deliv_terms", 1884, 25), ("dim_1", 1909, 25), ("dim_2", 1934, 25), ("dim_3", 1959, 25),
    ("dim_4", 1984, 25), ("dim_5", 2009, 25), ("dim_6", 2034, 25), ("dim_7", 2059, 25),
    ("dim_value_1", 2084, 25), ("dim_value_2", 2109, 25), ("dim_value_3", 2134, 25),
    ("dim_value_4", 2159, 25), ("dim_value_5", 2184, 25), ("dim_value_6", 2209, 25),
    ("dim_value_7", 2234, 25), ("discount", 2259, 20), ("disc_percent", 2279, 20),
    ("ean", 2299, 50), ("exch_rate", 2349, 20), ("ext_ord_ref", 2369, 100),
    ("intrule_id", 2469, 25), ("line_no", 2494, 4), ("location", 2498, 12),
    ("long_info1", 2510, 120), ("long_info2", 2630, 120), ("lot", 2750, 10),
    ("main_apar_id", 2760, 25), ("mark_attention", 2785, 50), ("mark_ctry_cd", 2835, 25),
    ("markings", 2860, 255), ("obs_date", 3115, 8), ("order_date", 3123, 8),
    ("order_id", 3131, 15), ("order_type", 3146, 2), ("pay_method", 3148, 2),
    ("pay_temp_id", 3150, 4), ("period", 3154, 6), ("place", 3160, 40), ("province", 3200, 40),
    ("rel_value", 3240, 25), ("responsible", 3265, 25), ("responsible2", 3290, 25),
    ("sequence_no", 3315, 8), ("sequence_ref", 3323, 8), ("serial_no", 3331, 20),
    ("short_info", 3351, 60), ("status", 3411, 1), ("sup_article", 3412, 50),
    ("tax_code", 3462, 25), ("tax_system", 3487, 25), ("template_id", 3512, 8),
    ("terms_id", 3520, 25), ("tekst1", 3545, 100), ("tekst2", 3645, 100), ("tekst3", 3745, 100),
    ("tekst4", 3845, 100), ("trans_type", 3945, 2), ("unit_code", 3947, 3),
    ("unit_descr", 3950, 255), ("unit_price", 4205, 20), ("value_1", 4225, 20),
    ("voucher_ref", 4245, 15), ("voucher_type", 4260, 25), ("warehouse", 4285, 25),
    ("zip_code", 4310, 15),
)  # fmt: skip
"""Field, first position, length."""

FORMAT = lg04("agresso_55", "AGRESSO 5.5 (LG04 5.5)", PLACES)

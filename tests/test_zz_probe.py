from __future__ import annotations
import json
from datetime import date, datetime, UTC, timedelta
from pathlib import Path
import pytest
from data.close import Close
from data.errors import *
from data.listing import *
from data.models import *
from data.views import *
from data.month import Month
from data.sqlite import database
from tests.lists import *
from tests.lists import OTHER_CLUB
from tests.conftest import clock, close  # noqa

FNR="15897412345"

def test_rename_collision(close):
    bring(close, line(1, building="Festsalen"), building_ids={"Festsalen": 14})
    bring(close, line(2, building="Storsalen"), file="csv.csv")
    bring(close, line(1, building="Storsalen"), line(2,building="Storsalen"), building_ids={"Storsalen": 14}, file="ny")
    assert [r.id for r in close.basis.lines(close.basis.scope("Storsalen", TO))]==[1,2]

def test_rename_swap(close):
    bring(close, line(1, building="A-hall"), line(2,building="B-hall"), building_ids={"A-hall": 1,"B-hall":2})
    bring(close, line(1, building="B-hall"), line(2,building="A-hall"), building_ids={"B-hall": 1,"A-hall":2})
    assert [r.id for r in close.basis.lines(close.basis.scope("B-hall", TO))]==[1]
    assert [r.id for r in close.basis.lines(close.basis.scope("A-hall", TO))]==[2]

def test_after_reversal_latest_list_can_be_read_again(close):
    bring(close, line(1,100), line(2,50), file="a")
    n=export_all(close, hall(close))
    bring(close, line(1,200), file="b")
    close.exports.reverse(n,"ny pris")
    p=bring(close, line(1,200), file="b")
    assert [(r.id,r.price) for r in close.basis.lines(hall(close))]==[(1,200)]

def test_release_elsewhere(close):
    bring(close, line(1, reservation_id=7), line(2, reservation_id=7, building="Øya"))
    oya=close.basis.scope("Øya",TO)
    close.basis.hold(oya.building_id,[2],"dublett")
    assert close.control.view(hall(close)).points[3].state=="ok"
    close.basis.release(oya.building_id,[2])
    assert close.control.view(hall(close)).points[3].state=="blocked"

def test_not_given_are_not_one_invoice(close):
    bring(close, line(1,100,customer_id="Ikke angitt",organization="A"), line(2,100,customer_id="Ikke angitt",organization="B"),
        line(3,100,customer_id="2,45076E+10",organization="C"), line(4,100,customer_id="2,45076E+10",organization="D"))
    assert len(close.basis.invoices(hall(close)))==4

def test_internal_one_invoice(close):
    bring(close, *(line(n,100,customer_id="204518",customer_type="internal",sub_customer=str(n)) for n in (1,2)))
    assert len(close.basis.invoices(hall(close)))==1

def test_reason_fnr(close):
    bring(close, line(1), line(2,0), line(3))
    s=hall(close)
    close.basis.hold(s.building_id,[1],f"gjelder {FNR}\x1b[31m")
    close.control.sign(s,3,f"gjelder {FNR}")
    close.control.withdraw(s,3,f"gjelder {FNR}")
    n=None
    text=" ".join(r.details for r in JournalRow.select())
    assert FNR not in text and "\x1b" not in text
    assert FNR not in close.basis.line(1).held_reason
    assert all(FNR not in r.reason+r.withdrawn_reason for r in SignOff.select())

def test_reverse_fnr(close):
    bring(close, line(1))
    n=export_all(close,hall(close)); v=close.exports.reverse(n,f"feil {FNR}")
    assert FNR not in v.reversed_reason
    assert FNR not in " ".join(r.details for r in JournalRow.select())

def test_filename_fnr(close):
    bring(close, line(1), file=f"{FNR}.csv")
    assert FNR not in " ".join(r.details for r in JournalRow.select())

def test_name_fnr_details(close):
    bring(close, line(1,-100,customer_id="",organization=f"Kari {FNR}"), line(2))
    v=close.control.view(hall(close))
    assert FNR not in " ".join(str(d) for p in v.points for d in p.details)
    close.basis.hold(v.scope.building_id,[1],"")
    v=close.control.view(hall(close))
    assert FNR not in " ".join(str(r.note) for r in v.bridge)

def test_unknown_season(close):
    bring(close, line(1, season="Høst"), line(2))
    with pytest.raises(UsageProblem):
        close.basis.scope("Hallen",TO,"Hsøt")

def test_journal_counts_per_building(close):
    bring(close, line(1,100), line(2,200,building="Øya"), line(3,300,building="Øya"))
    a,b=[json.loads(r.details) for r in JournalRow.select().order_by(JournalRow.id)]
    assert (a["new"],b["new"])==(1,2)
    assert "1,00" in a["total"] and "5,00" in b["total"]

def test_same_counts_other_lines(close):
    bring(close, line(1,100), line(2,200))
    shown=plan(close, line(1,150), line(2,200), file="min")
    bring(close, line(1,150), line(2,150), file="x")  # then: changes of mine are (2: 150->200)
    with pytest.raises(Problem): close.imports.apply(shown)

def test_exported_in_ak_is_no_difference(close):
    bring(close, line(1,100))
    export_all(close,hall(close))
    shown=bring(close, line(1,100,exported="412"), file="b")
    assert shown.exported_changes==()

def test_free_held_becomes_payable(close):
    bring(close, line(1,0), line(2))
    s=hall(close)
    close.basis.hold(s.building_id,[1],"")
    bring(close, line(1,500), line(2), file="b")
    l=close.basis.line(1)
    assert not l.held or l.held_reason

def test_used_copy(close):
    bring(close, line(1))
    s=hall(close); sign_everything(close,s)
    d1=close.exports.prepare(s); d2=close.exports.prepare(s)
    n=close.exports.commit(d1,"Hallen","Hallen").number
    close.exports.reverse(n,"x")
    sign_everything(close,s); close.archive.take(s)
    with pytest.raises(Problem): close.exports.commit(d2,"Hallen","Hallen")

def test_season_export_does_not_finish(close):
    bring(close, line(1,season="Høst"), line(2,season="Vår"))
    s=close.basis.scope("Hallen",TO,"Høst")
    sign_everything(close,s); close.exports.commit(close.exports.prepare(s),"Hallen","Hallen")
    (row,)=close.months.overview(Month(2026,10)).buildings
    assert row.state!="exported"

def test_mid_month_export_does_not_finish(close):
    bring(close, line(1), line(20))
    s=close.basis.scope("Hallen",date(2026,10,15))
    sign_everything(close,s); close.exports.commit(close.exports.prepare(s),"Hallen","Hallen")
    (row,)=close.months.overview(Month(2026,10)).buildings
    assert row.state!="exported"

def test_all_held(close):
    bring(close, line(1))
    s=hall(close); close.basis.hold(s.building_id,[1],"id")
    close.control.sign_nothing(s)
    (row,)=close.months.overview(Month(2026,10)).buildings
    assert row.state=="nothing"

def test_spaced_ids_search(close):
    bring(close, line(1,customer_id="310 366 552"))
    for find in ("310366552","310 366 552","310 366"):
        assert len(close.basis.hits(LineFilter(hall(close),find=find)))==1, find

def test_csv_formula(close):
    from data.snapshot import csv_text
    bring(close, line(1,-100,organization="-1+cmd|' /C calc'!A0"))
    assert '"\'-1+cmd' in csv_text(close.basis.lines(hall(close)))

def test_tampered_details_are_shown(close):
    bring(close, line(1))
    for e in ("update","delete"): database.execute_sql(f"DROP TRIGGER journal_no_{e}")
    for bad in ("{}","nei","[]",'{"number":"x","file":1,"new":1,"changed":1,"gone":1,"total":1}'):
        database.execute_sql("UPDATE journal SET details=?",(bad,))
        for e in close.journal.entries(): str(e.text)
        assert close.journal.verify()
    database.execute_sql("UPDATE journal SET at='x'")
    assert close.journal.verify()
    close.journal.entries()

def test_busy_read(tmp_path, clock):
    import sqlite3
    c=Close(tmp_path/"s.db","K",clock=clock); bring(c,line(1))
    database.execute_sql("PRAGMA busy_timeout=1")
    o=sqlite3.connect(tmp_path/"s.db",isolation_level=None); o.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(BusyProblem): hall(c)
    finally: o.execute("ROLLBACK"); o.close(); c.shut()

def test_full(tmp_path, clock):
    c=Close(tmp_path/"s.db","K",clock=clock); bring(c,line(1))
    n=database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count={n}")
    with pytest.raises(Problem): bring(c,*(line(n) for n in range(1,3000)),file="b")
    c.shut()

def test_foreign_sqlite(tmp_path, clock):
    import sqlite3
    p=tmp_path/"s.db"
    with sqlite3.connect(p) as o: o.execute("create table moz_places(id)")
    o.close()
    b=p.read_bytes()
    with pytest.raises(Problem): Close(p,"K",clock=clock)
    assert p.read_bytes()==b

def test_long_search(close):
    bring(close,line(1))
    for t in ("a"*60000,"a "*3000,"%","\\","_","'; DROP TABLE line;--","\x00","\udc80"):
        close.basis.hits(LineFilter(hall(close),find=t)); close.basis.buildings(t,TO)
    close.basis.pager(LineFilter(hall(close),find="\udc80")).first(2)

def test_big_id(close):
    with pytest.raises(Problem): bring(close,line(10**20))

def test_many_hold(close):
    bring(close,*(line(n,0) for n in range(1,40000)))
    assert close.basis.hold(hall(close).building_id, tuple(range(1,40000)),"")==39999
    assert close.basis.tally(LineFilter(hall(close),ids=tuple(range(1,40000)))).marked==0

def test_total_kept_after_reversal(close):
    bring(close,line(1),totals=(ListedTotal("Hallen",TO,1,10000),))
    n=export_all_but_total(close)
    close.exports.reverse(n,"x")
    assert close.control.view(hall(close)).points[5].is_signed

def export_all_but_total(close):
    s=hall(close)
    for p in close.control.view(s).points:
        if p.signer=="operator" and p.check!="archived_copy": close.control.sign(s,p.number,"k")
    return close.exports.commit(close.exports.prepare(s),"Hallen","Hallen").number

def test_reason_needed_when_attention_later(close):
    bring(close,line(1,100_000))
    s=hall(close)
    close.control.sign(s,2,"")
    assert close.control.view(s).points[1].is_signed
    close.settings.change({"limits.high_price":50_000})
    p=close.control.view(s).points[1]
    assert p.state=="attention" and not p.is_signed

def test_midnight(close,clock):
    bring(close,line(1))
    clock.move(days=1)
    close.basis.scope("Hallen",date(2026,11,6))

def test_shared_strings(close):
    s1=ListedAccountString("Hallen","external","Felles",{"article":"1"}); s2=ListedAccountString("Øya","external","Felles",{"article":"1"})
    bring(close,line(1),line(2,building="Øya"),account_strings=(s1,s2))
    for b in ("Hallen","Øya"):
        assert close.control.view(close.basis.scope(b,TO)).points[7].state=="ok"

def test_codes_come_later(close):
    from data.accounts import strings
    bring(close,line(1))
    bring(close,line(1),account_strings=(ListedAccountString("Hallen","external","Hallen",{"article":"1"}),),file="j")
    assert [h.codes for h in strings("external")]==[{"article":"1"}]

def test_renamed_strings(close):
    from data.accounts import strings
    bring(close,line(1,building="Festsalen"),building_ids={"Festsalen":14})
    bring(close,line(1,building="Storsalen"),building_ids={"Storsalen":14},file="b")
    assert {h.name for h in strings()}=={"Storsalen"}

def test_other_house_name(close):
    bring(close,line(1),line(2,building="Nordhallen"))
    sign_everything(close,hall(close)); d=close.exports.prepare(hall(close))
    with pytest.raises(Problem): close.exports.commit(d,"Nordhallen","Nordhallen")

def test_empty_list_is_journalled(close):
    h=close.revision()
    bring(close)
    assert close.revision()!=h or Import.select().count()==0

def test_imported_count_is_payable(close):
    bring(close,line(1),line(2,0),totals=(ListedTotal("Hallen",TO,2,10000),))
    assert close.control.view(hall(close)).points[5].state=="blocked"

def test_copies_do_not_load_content(close):
    bring(close,line(1)); close.archive.take(hall(close))
    seen=[]
    import logging
    h=logging.Handler(); h.emit=lambda r: seen.append(str(r.msg)); lg=logging.getLogger("peewee"); lg.addHandler(h); lg.setLevel(10)
    try: close.archive.copies()
    finally: lg.removeHandler(h); lg.setLevel(30)
    assert not any('"content"' in s for s in seen)

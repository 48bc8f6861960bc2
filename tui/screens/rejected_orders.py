"""The orders of a file, to mark those that accounting rejected."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from data import customer_id, dates, money
from data.files.receipts import REJECT_REASONS
from data.views.files import FileView, OrderView
from tui import file_text
from tui.dialogs import AskReason
from tui.house import HouseScreen
from tui.jobs import asking_job, job
from tui.line_text import shown
from tui.widgets.columns import Column
from tui.widgets.search import SearchRow
from tui.widgets.window_table import ListTable, WindowTable
from tui.words import N_, _, ngettext


class RejectedOrdersScreen(HouseScreen[None]):
    """Marks orders by Space, asks for accounting's reason, and takes them back."""

    AUTO_FOCUS = "ListTable"
    BINDINGS = [
        Binding("space", "mark", N_("mark")),
        Binding("x", "reject", N_("take back")),
        Binding("slash,f", "search", N_("search")),
    ]

    def __init__(self, file: FileView) -> None:
        """Show the orders of this file."""
        super().__init__()
        self._file = file
        self._orders: tuple[OrderView, ...] = ()
        self._marked: set[int] = set()

    def heading(self) -> str:
        """Return which file it is."""
        return _("Rejected orders of {name}").format(name=file_text.file_name(self._file))

    def compose_body(self) -> ComposeResult:
        """Yield the search and the orders."""
        yield SearchRow()
        yield ListTable(self._columns(), key=lambda row: row.number, opens=False, id="orders")

    async def load(self) -> None:
        """Read the orders anew."""
        self._orders = await self.ask(self.close.files.orders, self._file.number)
        await self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take back only what is marked, to mark what is not taken back."""
        if action == "reject":
            return bool(self._marked)
        if action == "mark":
            row = next((table.row for table in self.query(ListTable)), None)
            return not self.is_typing and row is not None and row.rejected_at is None
        return super().check_action(action, parameters)

    @on(WindowTable.RowChanged)
    def order_changed(self, event: WindowTable.RowChanged) -> None:
        """Say why an order was taken back and where its lines are now."""
        self._say_of(event.row)
        self.refresh_bindings()

    @on(SearchRow.Changed)
    async def search_changed(self) -> None:
        """Show the orders that hold what is searched for."""
        await self._show()

    @on(SearchRow.Accepted)
    def search_accepted(self) -> None:
        """Turn to the hits."""
        self.set_focus(self._table)

    def action_search(self) -> None:
        """Search for a customer or a number."""
        self.query_one(SearchRow).open()

    def action_back(self) -> None:
        """Clear the search first, then go back."""
        if self.stop_waiting():
            return
        if self.query_one(SearchRow).clear():
            self.set_focus(self._table)
        else:
            super().action_back()

    @job
    async def action_mark(self) -> None:
        """Mark the order under the cursor, or leave it after all."""
        row = self._table.row
        if row is not None:
            self._marked ^= {row.number}
            await self._show()

    @asking_job
    async def action_reject(self) -> None:
        """Ask for the reason and take the marked orders back."""
        chosen = [order for order in self._orders if order.number in self._marked]
        heading = _("Take back what accounting rejected")
        count = ngettext("{count} order", "{count} orders", len(chosen)).format(count=len(chosen))
        total = money.show(sum(order.amount for order in chosen))
        explanation = _(
            "{orders}, {total}. Their lines go back on the list of their building with this reason."
            " The rest of the file stays."
        ).format(orders=count, total=total)
        reasons = [_(each) for each in REJECT_REASONS]
        reason = await self.answer(AskReason(heading, reasons, explanation=explanation))
        if reason is None:
            return
        numbers = [order.number for order in chosen]
        await self.tell(self.close.receipts.reject, self._file.number, numbers, reason)
        self._marked.clear()
        self._leave(_("Taken back: {orders}, {total}.").format(orders=count, total=total))

    def _leave(self, told: str) -> None:
        """Return to the files, and say there what became of the marked orders."""
        below = self.house.screen_stack[-2]
        if isinstance(below, HouseScreen):
            below.tell_user(told, "ok")
        self.house.go_back()

    @property
    def _table(self) -> ListTable[OrderView]:
        return self.query_one("#orders", ListTable)

    async def _show(self) -> None:
        wanted = self.query_one(SearchRow).text.strip().lower()
        rows = [
            order
            for order in self._orders
            if wanted in f"{order.number} {order.customer} {order.customer_id}".lower()
        ]
        await self._table.show_rows(rows)
        self.query_one(SearchRow).show_hits(str(len(rows)))
        marked = [order for order in self._orders if order.number in self._marked]
        self.show_totals(
            _("{marked} of {all} orders marked, {total}").format(
                marked=len(marked),
                all=len(self._orders),
                total=money.show(sum(order.amount for order in marked)),
            )
        )
        self._say_of(self._table.row)
        self.refresh_bindings()

    def _say_of(self, order: OrderView | None) -> None:
        if order is None or order.rejected_at is None:
            self.show_message(_("Space marks what accounting rejected, x takes it back."))
            return
        told = _("{order} was rejected {day}: {reason}.").format(
            order=order.number,
            day=dates.show(order.rejected_at.date()),
            reason=shown(order.rejected_reason),
        )
        if order.replaced_by:
            told += " " + _("Its lines are now {order}.").format(order=order.replaced_by)
        self.show_message(told)

    def _columns(self) -> tuple[Column[OrderView], ...]:
        return (
            Column[OrderView]("mark", "", 3, self._mark),
            Column[OrderView]("number", N_("Order"), 9, lambda row: str(row.number), right=True),
            Column[OrderView](
                "customer", N_("Customer"), 16, lambda row: shown(row.customer), grows=True
            ),
            Column[OrderView](
                "id", N_("Customer id"), 12, lambda row: customer_id.show(row.customer_id)
            ),
            Column[OrderView]("lines", N_("Lines"), 6, lambda row: str(row.lines), right=True),
            Column[OrderView](
                "amount", N_("Sum"), 12, lambda row: money.show(row.amount), right=True
            ),
            Column[OrderView]("fate", N_("State"), 14, _fate),
        )

    def _mark(self, order: OrderView) -> str:
        if order.rejected_at is not None:
            return ""
        return "[x]" if order.number in self._marked else "[ ]"


def _fate(order: OrderView) -> str:
    if order.rejected_at is not None:
        return _("rejected {day}").format(day=f"{order.rejected_at:%d.%m}")
    return _("was rejected") if order.replaces else ""

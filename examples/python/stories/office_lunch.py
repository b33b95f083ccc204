"""An office orders lunch: a link admits colleagues, everybody adds, the bill splits to the cent, and one pays for all."""

from cartpool import Denied, Engine, Token

with Engine.open() as engine:
    for sku, price in {"PIZZA": "11.50", "SALAD": "8.90", "WATER": "2.80"}.items():
        engine.set_price(sku, "EUR", price)
    cart = engine.create_cart("ana", "EUR", title="Friday lunch")
    ana, ben, cleo, dan = map(cart.member, ["ana", "ben", "cleo", "dan"])

    # The token's text goes into a link; the engine keeps its hash.
    token = Token()
    ana.invite(token.hash(), "editor")
    ben.accept_invitation(token.reveal())
    cleo.accept_invitation(token.reveal())
    ana.add_member("dan", "viewer")

    pizza = ana.add_item("PIZZA", 1)
    ben.adjust_quantity(pizza, 1)
    ana.set_beneficiaries(pizza, ["ana", "ben"])
    salad = cleo.add_item("SALAD", 1)
    cleo.set_beneficiaries(salad, ["cleo"])
    cleo.set_note(salad, "no onions")
    ben.add_item("WATER", 2)
    try:
        dan.add_item("WATER", 1)
    except Denied as refused:
        print(f"dan may only look: {refused.code}")

    view = ana.view()
    print(view.title)
    for line in view.lines:
        note = f" ({line.note})" if line.note else ""
        print(f"  {line.quantity} x {line.sku} {line.line_total} by {line.added_by}{note}")

    # What is for somebody, they pay; the rest is shared, and the tip goes by what each has.
    ana.add_adjustment("tip", "4.00")
    ana.fix_bill()
    bill = ana.bill()
    ana.record_payment("ana", bill.total.amount)
    for share in bill.shares:
        print(f"{share.member} owes {share.total}")
    print(f"{bill.total} in all")

    for transfer in ana.settlement().transfers:
        print(f"{transfer.payer} pays {transfer.payee} {transfer.amount}")
    print(f"{len(ana.events_since())} changes, none lost")

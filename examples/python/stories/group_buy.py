"""Sneakers with friends: three carts pledge to one campaign, its price tips for all of them, is lost, and tips again."""

from cartpool import CampaignTier, Engine

DAY_MS = 86_400_000

with Engine.open() as engine:
    engine.set_price("SNEAKER", "EUR", "80.00")
    tiers = [CampaignTier(5, percent="10"), CampaignTier(10, percent="25")]
    engine.create_campaign("sneakers", "EUR", ["SNEAKER"], tiers, engine.now_ms + DAY_MS)

    names = ["ana", "ben", "cleo"]
    ana, ben, cleo = (engine.create_cart(name, "EUR").member(name) for name in names)

    def progress(said: str) -> None:
        seen = engine.campaign("sneakers")
        print(f"{said}: {seen.quantity} pledged, {seen.skus[0].unit_price} each")

    pair = ana.pledge("sneakers", 2)
    progress("ana takes 2")

    # The connection broke before the answer came: the same command id again has no second effect.
    retrying = ben.with_(command_id=engine.command_id())
    assert retrying.pledge("sneakers", 2) == retrying.pledge("sneakers", 2)
    progress("ben takes 2, sent twice")

    if tipping := ana.what_would_tip("sneakers"):
        print(f"{tipping.missing} more would tip it")
        for share in tipping.shares:
            print(f"  {share.member} would pay {share.then} instead of {share.now}")

    cleo.pledge("sneakers", 6)
    progress("cleo takes 6")
    ana.set_quantity(pair, 1)
    progress("ana gives one back")
    ana.adjust_quantity(pair, 1)
    progress("ana thinks better of it")

    print("what everybody heard:")
    for moment in engine.campaign("sneakers").moments:
        print(f"  {moment.kind} {moment.tier}")
    for name, member in zip(names, [ana, ben, cleo]):
        print(f"{name} pays {member.total()}")
    for row in engine.campaign_list("sneakers").skus:
        print(f"to order: {row.quantity} x {row.name}, {row.amount}")

-- The tables of carts, without foreign keys: what they would cost is not held against the peer.
CREATE TABLE prices (sku text PRIMARY KEY, cents bigint NOT NULL);
CREATE TABLE carts (id text PRIMARY KEY, version bigint NOT NULL DEFAULT 0, total bigint NOT NULL DEFAULT 0)
    WITH (fillfactor = 50);
CREATE TABLE members (cart text, name text, role text NOT NULL, PRIMARY KEY (cart, name));
CREATE TABLE lines (cart text, sku text, cents bigint, quantity bigint NOT NULL, PRIMARY KEY (cart, sku, cents))
    WITH (fillfactor = 50);
CREATE TABLE events (
    cart text, version bigint, at timestamptz NOT NULL DEFAULT now(), member text NOT NULL, sku text NOT NULL,
    quantity bigint NOT NULL, PRIMARY KEY (cart, version)
);

-- Adds an item to a cart: role, price, line, total, version, and the last 24 events.
CREATE FUNCTION add_item(
    in_cart text, in_member text, in_sku text, in_quantity bigint, OUT new_version bigint, OUT new_total bigint
) LANGUAGE plpgsql AS $$
DECLARE
    member_role text;
    price bigint;
BEGIN
    -- The cart's row first: its lock is what makes the rest one change.
    PERFORM FROM carts WHERE id = in_cart FOR UPDATE;
    SELECT role INTO member_role FROM members WHERE cart = in_cart AND name = in_member;
    IF member_role IS NULL THEN RAISE 'cart_not_found'; END IF;
    IF member_role NOT IN ('owner', 'editor') THEN RAISE 'capability_missing'; END IF;
    IF in_quantity < 1 THEN RAISE 'quantity_must_not_be_zero'; END IF;
    SELECT cents INTO price FROM prices WHERE sku = in_sku;
    IF price IS NULL THEN RAISE 'price_not_found'; END IF;

    INSERT INTO lines VALUES (in_cart, in_sku, price, in_quantity)
        ON CONFLICT (cart, sku, cents) DO UPDATE SET quantity = lines.quantity + excluded.quantity;
    UPDATE carts SET version = version + 1, total = total + price * in_quantity
        WHERE id = in_cart RETURNING version, total INTO new_version, new_total;
    INSERT INTO events (cart, version, member, sku, quantity)
        VALUES (in_cart, new_version, in_member, in_sku, in_quantity);
    DELETE FROM events WHERE cart = in_cart AND version <= new_version - 24;
END $$;

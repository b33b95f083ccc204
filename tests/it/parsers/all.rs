//! Bytes through every parser: shared with the fuzz targets.

use cartpool::{
    CartId, Command, CommandId, Currency, Cursor, Price, Token, TokenHash, parse_amount,
};

/// What a fuzzer is handed, through every parser.
pub(crate) fn parse_all(bytes: &[u8]) {
    if let Ok(command) = Command::decode(bytes) {
        let encoded = command.encode();
        assert_eq!(Command::decode(&encoded), Ok(command));
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(id) = text.parse::<CartId>() {
        assert_eq!(id.to_string(), text.to_lowercase());
    }
    if let Ok(id) = text.parse::<CommandId>() {
        assert_eq!(id.to_string(), text.to_lowercase());
    }
    if let Ok(token) = text.parse::<Token>() {
        assert_eq!(token.reveal(), text);
        assert!(!format!("{token:?}").contains(text));
    }
    if let Ok(hash) = text.parse::<TokenHash>() {
        assert_eq!(hash.text(), text);
    }
    if let Ok(cursor) = text.parse::<Cursor>() {
        assert_eq!(cursor.to_string(), text);
    }
    if let Ok(currency) = text.parse::<Currency>() {
        assert_eq!(currency.code(), text);
        assert!(currency.digits() <= 4);
    }
    if let Ok(amount) = parse_amount(text) {
        assert!(!amount.is_sign_negative());
        assert_eq!(parse_amount(&amount.to_string()), Ok(amount));
    }
    if let Ok(price) = text.parse::<Price>() {
        assert_eq!(price.to_string().parse(), Ok(price));
    }
}

//! What countries do by practice: how tax is rounded and where, the smallest coin, and whether prices hold the tax.
//!
//! A start for whoever has no better: a host that says otherwise is right. Only what a law, an authority or a trade's own rule
//! supports is here, each with its source; what changed later is for the host to say.

use crate::policy::RoundingLevel::{self, TaxRate, Total};
use crate::policy::RoundingMode::{self, Down, HalfDown, HalfUp};

/// What a country does by practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Practice {
    /// Which way tax and cash are rounded.
    pub(crate) rounding: RoundingMode,
    /// Where tax is rounded.
    pub(crate) level: RoundingLevel,
    /// The smallest coin in minor units of the country's currency; 1 where cash is exact.
    pub(crate) cash_step_minor: u32,
    /// Whether prices hold the tax.
    pub(crate) is_tax_included: bool,
}

/// The practice of a country, by its two capital letters of ISO 3166; none where no source supports one.
pub(crate) fn practice(country: &str) -> Option<&'static Practice> {
    let index = PRACTICES.binary_search_by(|(code, _)| (*code).cmp(country)).ok()?;
    PRACTICES.get(index).map(|(_, practice)| practice)
}

const fn of(
    rounding: RoundingMode,
    level: RoundingLevel,
    cash_step_minor: u32,
    is_tax_included: bool,
) -> Practice {
    Practice { rounding, level, cash_step_minor, is_tax_included }
}

/// A member of the European Union. EN 16931, BR-CO-17: tax once for each rate. Council Regulation 1103/97, art. 5, and national
/// practice: half upwards. Directive 98/6/EC: prices are final, with all taxes.
const fn eu_member(cash_step_minor: u32) -> Practice {
    of(HalfUp, TaxRate, cash_step_minor, true)
}

/// By country, sorted.
const PRACTICES: &[(&str, Practice)] = &[
    // The Union's rules; no rule on cash is known.
    ("AT", eu_member(1)),
    // GST Act 1999, s 9-90: once an invoice, half a cent upwards, as one of two choices. Cash: there is no coin below
    // 5 cents since 1992.
    ("AU", of(HalfUp, Total, 5, true)),
    // Cash: Code of Economic Law, art. VI.7/1, compulsory since December 2019.
    ("BE", eu_member(5)),
    // Excise Tax Act, s 165.2: each tax once an invoice, half a cent upwards. Cash: the government's guideline since the
    // penny was phased out in 2013.
    ("CA", of(HalfUp, TaxRate, 5, false)),
    // VAT Act, art. 26, and Price Indication Ordinance, art. 4. Cash: the smallest coin is 5 centimes since 2007.
    ("CH", of(HalfUp, TaxRate, 5, true)),
    // Cash: Consumer Protection Act 634/1992, s 3; the smallest coin is 1 koruna since 2008.
    ("CZ", eu_member(100)),
    // The Union's rules; no rule on cash is known.
    ("DE", eu_member(1)),
    // Cash: Order 928 of 19 September 2008.
    ("DK", eu_member(50)),
    // Cash: the law in force since January 2025, as Eesti Pank explains it.
    ("EE", eu_member(5)),
    // The Union's rules; no rule on cash is known.
    ("ES", eu_member(1)),
    // Cash: Act 890/2000 on the rounding of payments in euro.
    ("FI", eu_member(5)),
    // The Union's rules; no rule on cash is known.
    ("FR", eu_member(1)),
    // HMRC, VATREC12020 and VATREC12030: retailers may not round down; half a penny upwards, a line or an invoice.
    ("GB", of(HalfUp, TaxRate, 1, true)),
    // The Union's rules; no rule on cash is known.
    ("GR", eu_member(1)),
    // Cash: Act III of 2008; the smallest coin is 5 forint, and a forint has 100 minor units in ISO 4217.
    ("HU", eu_member(500)),
    // Cash: the Central Bank's rounding initiative, voluntary since October 2015.
    ("IE", eu_member(5)),
    // Cash: Decree-Law 50/2017, art. 13-quater, since January 2018.
    ("IT", eu_member(5)),
    // National Tax Agency, Q&A on qualified invoices: once for each rate of an invoice, whichever way; shops round down.
    ("JP", of(Down, TaxRate, 1, true)),
    // Cash: the law in force since May 2025, as Lietuvos bankas explains it.
    ("LT", eu_member(5)),
    // The Union's rules; no rule on cash is known.
    ("LU", eu_member(1)),
    // Cash: voluntary since September 2004, as agreed under De Nederlandsche Bank.
    ("NL", eu_member(5)),
    // EN 16931, as the public sector's EHF has it. Cash: Regulation 294 of 16 March 2011, since May 2012.
    ("NO", of(HalfUp, TaxRate, 100, true)),
    // Goods and Services Tax Act 1985, s 19O: half a cent may be dropped, a supply or in total. Cash: what the Retailers
    // Association advises since the 5 cent coin went in 2006; 5 cents go down.
    ("NZ", of(HalfDown, Total, 10, true)),
    // VAT Act, art. 106e: half a grosz upwards.
    ("PL", eu_member(1)),
    // The Union's rules; no rule on cash is known.
    ("PT", eu_member(1)),
    // Cash: Act 1970:1029 on the rounding of öre.
    ("SE", eu_member(100)),
    // IRAS on tax invoices: to the whole cent, a line or in total; whether a bill is rounded to 5 cents is up to the shop.
    ("SG", of(HalfUp, Total, 1, true)),
    // Cash: Prices Act 18/1996, s 3, compulsory since July 2022.
    ("SK", eu_member(5)),
    // Streamlined Sales and Use Tax Agreement, s 324: up where the third decimal is above four, on aggregated taxes, an item
    // or an invoice. Cash: no federal law; the Treasury advises 5 cents where pennies run out, and states differ.
    ("US", of(HalfUp, Total, 1, false)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sums::rounding::to_cash;

    #[test]
    fn every_country_is_found_by_its_two_capital_letters_and_no_other_text_is() {
        assert!(PRACTICES.is_sorted_by(|(a, _), (b, _)| a < b));
        for (code, expected) in PRACTICES {
            assert!(code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
            assert_eq!(practice(code), Some(expected));
        }
        for unknown in ["", "D", "de", "DEU", "XX", "ZZ"] {
            assert_eq!(practice(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn cash_is_what_each_countrys_rule_says() {
        let paid = |country: &str, amount| {
            let practice = practice(country).unwrap();
            to_cash(amount, practice.cash_step_minor, practice.rounding)
        };
        for country in ["FI", "SK", "IT", "LT", "EE", "CA", "AU"] {
            let cents = [11, 12, 13, 14, 16, 17, 18, 19].map(|cents| paid(country, cents));
            assert_eq!(cents, [10, 10, 15, 15, 15, 15, 20, 20], "{country}");
        }
        // Act III of 2008, s 2: 2.49 forint go down, 2.50 go up, 7.49 down, 7.50 up.
        assert_eq!([249, 250, 749, 750].map(|a| paid("HU", a)), [0, 500, 500, 1_000]);
        // 1 to 49 öre go down, 50 to 99 up.
        for country in ["SE", "NO"] {
            assert_eq!([101, 149, 150, 199].map(|a| paid(country, a)), [100, 100, 200, 200]);
        }
        assert_eq!([24, 25, 74, 75].map(|a| paid("DK", a)), [0, 50, 50, 100]);
        assert_eq!([11, 14, 15, 16, 19].map(|a| paid("NZ", a)), [10, 10, 10, 20, 20]);
        assert_eq!(paid("DE", 1_999), 1_999);
    }
}

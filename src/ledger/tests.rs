//! The ledger as a whole: meetings made by hand come in; what is gathered of them is compared.

use super::*;

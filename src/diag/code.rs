//! Diagnostic codes: the rows of the table come in, one enum that answers for each of them goes out.

use super::Severity;

macro_rules! codes {
    ($($theme:literal {
        $($variant:ident $name:literal $severity:ident $about:literal $example:literal => $fix:literal;)*
    })*) => {
        /// A stable diagnostic code; its name never changes once released.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $about] $variant,)*)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)*)*];

            /// The kebab-case name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$variant => $name,)*)* }
            }

            /// The default severity.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $($(Self::$variant => Severity::$severity,)*)* }
            }

            /// What the code is about, in one Chinese sentence for the rule reference.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self { $($(Self::$variant => $about,)*)* }
            }

            /// What it is found in, as a user would have written it.
            #[must_use]
            pub const fn example(self) -> &'static str {
                match self { $($(Self::$variant => $example,)*)* }
            }

            /// How to put it right, in one Chinese sentence.
            #[must_use]
            pub const fn fix(self) -> &'static str {
                match self { $($(Self::$variant => $fix,)*)* }
            }

            /// The heading it stands under in the rule reference.
            #[must_use]
            pub const fn theme(self) -> &'static str {
                match self { $($(Self::$variant => $theme,)*)* }
            }

            /// The code of that name, if there is one.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }

            /// Whether no unit may lower it or switch it off: the file could not be read or written, a document
            /// could not be made, or classified matter would pass.
            #[must_use]
            pub const fn is_fixed(self) -> bool {
                matches!(
                    self,
                    Self::UnreadableFile
                        | Self::UnknownFileType
                        | Self::NotText
                        | Self::BrokenYaml
                        | Self::BrokenWorkbook
                        | Self::TooLarge
                        | Self::EmptySpec
                        | Self::SecrecyRefused
                        | Self::UnknownUnit
                        | Self::UnusableUnit
                        | Self::FixedRule
                        | Self::InheritanceFault
                        | Self::UnsafePackFile
                        | Self::StyleFault
                        | Self::UnknownVariable
                        | Self::UnknownHelper
                        | Self::UnknownPartial
                        | Self::UnknownTag
                        | Self::UnknownStyle
                        | Self::UnbalancedTemplate
                        | Self::HeavyTemplate
                        | Self::BrokenWordTemplate
                        | Self::MisplacedBlock
                        | Self::UnmarkedTemplate
                        | Self::TemplateFault
                        | Self::OverfullImprint
                        | Self::EditedByHand
                        | Self::ArchiveSource
                        | Self::ArchiveMaterial
                        | Self::ArchiveTampered
                        | Self::SameMeetingTwice
                        | Self::UnwritableFile
                        | Self::InternalError
                )
            }
        }
    };
}

mod table;

pub use table::Code;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_kebab_case() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        for name in names {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
            assert_eq!(Code::named(name).map(Code::name), Some(name));
        }
    }

    #[test]
    fn every_row_is_written_out() {
        for code in Code::ALL {
            for text in [code.about(), code.fix()] {
                assert!(text.ends_with('。') && text.chars().count() > 6, "{}: {text}", code.name());
            }
            assert!(code.example().chars().count() > 3 && !code.theme().is_empty(), "{}", code.name());
        }
    }
}

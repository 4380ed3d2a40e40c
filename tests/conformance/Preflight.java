// In: PDF files. Out: for each, a line `= file`, then what Apache PDFBox Preflight finds against PDF/A-1b, a line each:
// the code, a tab, the words. One virtual machine for all files.

import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.exception.SyntaxValidationException;
import org.apache.pdfbox.preflight.parser.PreflightParser;

public final class Preflight {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            System.out.println("= " + file);
            for (ValidationResult.ValidationError error : check(file).getErrorsList()) {
                System.out.println(error.getErrorCode() + "\t" + String.valueOf(error.getDetails()).replaceAll("\\s+", " "));
            }
        }
    }

    private static ValidationResult check(String file) throws Exception {
        PreflightParser parser = new PreflightParser(file);
        try {
            parser.parse();
            try (PreflightDocument document = parser.getPreflightDocument()) {
                document.validate();
                return document.getResult();
            }
        } catch (SyntaxValidationException fault) {
            return fault.getResult();
        }
    }
}

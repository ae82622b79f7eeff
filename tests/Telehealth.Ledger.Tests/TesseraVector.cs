namespace Telehealth.Ledger.Tests;

/// <summary>The log that Tessera publishes as its test data (testdata/log): its key, entries, and two of its signed heads.</summary>
internal static class TesseraVector
{
    public const string Vkey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

    public const string At15 =
        "example.com/log/testdata\n15\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n\n— example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=\n";

    public const string At8 =
        "example.com/log/testdata\n8\nbC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=\n\n— example.com/log/testdata M9e0lq1EK37dHtgv9O3UzPxisw5vwIPcJsX9ab0xt4mvVfbdUR1fbMjN6sBFYpBoBEmD4+cWhj/AVgI5MitCO5+mews=\n";

    public const string At0 =
        "example.com/log/testdata\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— example.com/log/testdata M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc=\n";

    public static readonly string[] Entries = ["one", "two", "three", "four", "five", "six", "seven", "eit", "nain", "ten", "ileven", "twelf", "threeten", "fourten", "fivten"];

    /// <summary>Its file tile/entries/000.p/15.</summary>
    public const string Bundle =
        "00036f6e65000374776f000574687265650004666f757200046669766500037369780005736576656e000365697400046e61696e000374656e0006696c6576656e00057477656c6600087468726565"
        + "74656e0007666f757274656e000666697674656e";

    /// <summary>The last hash of its file tile/0/000.p/15.</summary>
    public const string LastLeaf = "3786dc18e75f450d499f119c1eaee20dd8293f21fc9d08714a18d72b1cd60eb5";
}

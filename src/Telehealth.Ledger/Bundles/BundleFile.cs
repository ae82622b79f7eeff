namespace Telehealth.Ledger.Bundles;

/// <summary>One file of a bundle, as its manifest names it.</summary>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
public sealed record BundleFile(string Name, long Bytes, string Sha256, BundleFileKind Kind);

namespace Telehealth.Ledger.Bundles;

/// <summary>What was given is no bundle that can be opened; nothing is said about whether somebody changed it.</summary>
public sealed class BundleUnusableException(string message, Exception? cause = null) : Exception(message, cause);

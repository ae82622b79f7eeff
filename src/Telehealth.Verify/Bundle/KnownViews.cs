using Telehealth.Ledger.Bundles;

namespace Telehealth.Verify.Bundle;

/// <summary>The views that this program makes again.</summary>
internal static class KnownViews
{
    public static IReadOnlyDictionary<BundleFileKind, WriteView> All { get; } = new Dictionary<BundleFileKind, WriteView>();
}

using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Views;

namespace Telehealth.Verify.Bundle;

/// <summary>The views that this program makes again.</summary>
internal static class KnownViews
{
    public static IReadOnlyDictionary<BundleFileKind, WriteView> All { get; } = new Dictionary<BundleFileKind, WriteView>
    {
        [BundleFileKind.Csv] = CsvView.WriteAsync, [BundleFileKind.Fhir] = FhirView.WriteAsync, [BundleFileKind.Html] = HtmlView.WriteAsync,
    };
}

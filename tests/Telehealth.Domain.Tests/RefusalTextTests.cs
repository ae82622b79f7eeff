using Telehealth.Domain.Licensure;
using Telehealth.Domain.Views;

namespace Telehealth.Domain.Tests;

public class RefusalTextTests
{
    [Fact]
    public void Every_refusal_and_every_reason_has_its_words_in_both_languages()
    {
        foreach (var language in Enum.GetValues<TextLanguage>())
        {
            Assert.All(Enum.GetValues<RefusalCode>(), code => Assert.False(string.IsNullOrWhiteSpace(RefusalTexts.Of(code, language).Title + RefusalTexts.Of(code, language).Detail)));
            Assert.All(Enum.GetValues<ReasonCode>(), code => Assert.EndsWith(".", ReasonTexts.Of(code, language), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_a_patient_may_hear_is_there_in_spanish()
    {
        RefusalCode[] seen =
        [
            RefusalCode.LicensureDenied, RefusalCode.LicensureHold, RefusalCode.CheckInIncomplete, RefusalCode.TooEarly, RefusalCode.TooLate, RefusalCode.LinkExpired,
            RefusalCode.LinkLocked, RefusalCode.WrongPhase, RefusalCode.SeatTaken, RefusalCode.VideoUnavailable, RefusalCode.Invalid, RefusalCode.NotSignedIn,
        ];
        Assert.All(seen, code => Assert.NotEqual(RefusalTexts.Of(code), RefusalTexts.Of(code, TextLanguage.Spanish)));
    }
}

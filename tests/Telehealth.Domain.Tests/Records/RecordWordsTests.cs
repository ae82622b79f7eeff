using Telehealth.Domain.Records;

namespace Telehealth.Domain.Tests.Records;

public sealed class RecordWordsTests
{
    [Theory]
    [InlineData("SupportPerson", "support person")]
    [InlineData("CONTINUATION_DENIED", "continuation denied")]
    [InlineData("Hold", "hold")]
    public void A_name_is_told_in_words(string name, string words) => Assert.Equal(words, RecordWords.Apart(name));
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Twilio;

namespace Telehealth.Server.Tests.Twilio;

public sealed class TwilioOptionsTests
{
    [Fact]
    public void Complete_settings_are_accepted()
    {
        using var services = Services(TwilioSettings.Complete());
        Assert.Equal(TwilioSettings.AccountSid, services.GetRequiredService<IOptions<TwilioOptions>>().Value.AccountSid);
    }

    [Fact]
    public void Every_mistake_is_told_at_once_and_no_secret_with_it()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Video:Provider"] = "twilio",
            ["Twilio:AccountSid"] = "AC1",
            ["Twilio:ApiKeySecret"] = "short-secret",
            ["Twilio:SecondApiKeySid"] = "SK2",
            ["Twilio:AuthTokens:0"] = "short-token",
            ["Twilio:VideoBaseUrl"] = "http://video.example.test",
            ["Twilio:Nodes"] = "0",
            ["Twilio:Room:MaxParticipants"] = "51",
            ["Twilio:Room:Region"] = "mars",
            ["Twilio:Room:Codecs:0"] = "AV1",
            ["Twilio:Room:EmptyRoomTimeoutMinutes"] = "0",
            ["Twilio:Room:UnusedRoomTimeoutMinutes"] = "61",
        };
        using var services = Services(settings);

        var wrong = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<TwilioOptions>>().Value).Failures.ToList();

        foreach (var name in new[]
        {
            "AccountSid", "ApiKeySid", "ApiKeySecret", "SecondApiKeySid", "SecondApiKeySecret", "AuthTokens", "VideoBaseUrl", "PublicBaseUrl", "Nodes",
            "MaxParticipants", "Region", "Codecs", "EmptyRoomTimeoutMinutes", "UnusedRoomTimeoutMinutes",
        })
        {
            Assert.Contains(wrong, w => w.Contains(name, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(wrong, w => w.Contains("short-secret", StringComparison.Ordinal) || w.Contains("short-token", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("peer")]
    [InlineData("Twilio")]
    public void Nothing_of_twilio_exists_unless_it_is_chosen(string? provider)
    {
        var settings = TwilioSettings.Complete();
        settings["Video:Provider"] = provider;
        var services = new ServiceCollection();

        services.AddTwilio(TwilioSettings.Configuration(settings));

        Assert.Empty(services);
    }

    [Fact]
    public void Production_takes_nothing_that_only_looks_like_a_key()
    {
        var settings = TwilioSettings.Complete();
        settings["PublicBaseUrl"] = "http://visits.clinic.org";
        settings["Twilio:SecondApiKeySid"] = TwilioSettings.KeySid;
        settings["Twilio:SecondApiKeySecret"] = "changeme-changeme-changeme-12345";
        settings["Twilio:VideoBaseUrl"] = "http://127.0.0.1:4010";
        using var services = Services(settings, "Production");

        var wrong = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<TwilioOptions>>().Value).Failures.ToList();

        foreach (var name in new[] { "AccountSid is", "ApiKeySid is", "ApiKeySecret is", "SecondApiKeySid is a", "SecondApiKeySid is the", "SecondApiKeySecret", "AuthTokens", "VideoBaseUrl", "PublicBaseUrl" })
        {
            Assert.Contains(wrong, w => w.Contains(name, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(wrong, w => w.Contains(TwilioSettings.KeySecret, StringComparison.Ordinal) || w.Contains(TwilioSettings.AuthToken, StringComparison.Ordinal));
    }

    [Fact]
    public void Production_takes_what_a_real_account_gives_out()
    {
        var settings = TwilioSettings.Complete();
        settings["PublicBaseUrl"] = "https://visits.clinic.org";
        settings["Twilio:AccountSid"] = "AC0f1e2d3c4b5a69788796a5b4c3d2e1f0";
        settings["Twilio:ApiKeySid"] = "SK13579bdf02468ace13579bdf02468ace";
        settings["Twilio:ApiKeySecret"] = "kJ8vQz2LwXn5RbY7TfGm3HcPd9AeUs1B";
        settings["Twilio:AuthTokens:0"] = "9c1185a5c5e9fc54612808977ee8f548";
        using var services = Services(settings, "Production");
        Assert.Equal(1, services.GetRequiredService<IOptions<TwilioOptions>>().Value.Nodes);
    }

    [Fact]
    public void A_room_is_asked_for_as_the_settings_say_and_never_recorded()
    {
        var settings = TwilioSettings.Complete();
        settings["Twilio:Room:MaxParticipants"] = "6";
        settings["Twilio:Room:Region"] = "us1";
        settings["Twilio:Room:Codecs:0"] = "VP8";
        using var services = Services(settings);

        var room = services.GetRequiredService<TwilioRooms>().Named("r-1");

        Assert.Equal(("r-1", "group", 6, "us1"), (room.UniqueName, room.Type, room.MaxParticipants, room.MediaRegion));
        Assert.Equal("https://api.example.test/webhooks/twilio/rooms#rc=5&rp=all", room.StatusCallback);
        Assert.Equal(["VP8"], room.VideoCodecs!);
        Assert.Equal(("false", "false"), (room.RecordParticipantsOnConnect, room.TranscribeParticipantsOnConnect));
    }

    [Fact]
    public void The_provider_is_registered_under_its_name()
    {
        using var services = Services(TwilioSettings.Complete());
        Assert.Equal("twilio", Assert.Single(services.GetServices<IVideoProvider>()).Name);
    }

    [Theory]
    [InlineData("Twilio:MessagingServiceSid", "MG1", "MessagingServiceSid")]
    [InlineData("Twilio:Messages:From", "801-555-0100", "Messages:From")]
    [InlineData("Twilio:Messages:From", "+18015550100\n", "Messages:From")]
    [InlineData("Twilio:Messages:ValidityMinutes", "601", "ValidityMinutes")]
    [InlineData("Twilio:ApiBaseUrl", "http://api.example.test", "ApiBaseUrl")]
    public void A_wrong_setting_of_messages_is_told(string key, string value, string name)
    {
        var settings = TwilioSettings.Complete();
        settings[key] = value;
        using var services = Services(settings);

        var wrong = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<TwilioOptions>>().Value).Failures;

        Assert.Contains(name, Assert.Single(wrong), StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_and_a_number_of_its_own_exclude_each_other()
    {
        var settings = TwilioSettings.MessagesOnly();
        settings["Twilio:Messages:From"] = "+18015550100";
        using var services = Services(settings);

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<TwilioOptions>>().Value);
    }

    [Theory]
    [InlineData("Twilio:MessagingServiceSid", "MGdddddddddddddddddddddddddddddddd")]
    [InlineData("Twilio:Messages:From", "+18015550100")]
    [InlineData("Twilio:Messages:From", "72345")]
    public void Messages_need_a_sender_and_no_rooms(string key, string value)
    {
        var settings = TwilioSettings.Complete();
        settings.Remove("Video:Provider");
        settings[key] = value;
        using var services = Services(settings);

        Assert.Equal(NoticeChannel.Sms, Assert.Single(services.GetServices<INoticeSender>()).Channel);
        Assert.Empty(services.GetServices<IVideoProvider>());
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings, string environment = "Development")
    {
        var services = new ServiceCollection();
        var configuration = TwilioSettings.Configuration(settings);
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddOptions<SiteOptions>().Configure(site => site.PublicBaseUrl = settings.TryGetValue("PublicBaseUrl", out var url) ? new Uri(url!) : null);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = environment });
        services.AddTwilio(configuration);
        return services.BuildServiceProvider();
    }
}

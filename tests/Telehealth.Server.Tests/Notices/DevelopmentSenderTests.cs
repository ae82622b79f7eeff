using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Features.Notices;

namespace Telehealth.Server.Tests.Notices;

/// <summary>The stand-in that shows messages instead of sending them is for a development machine without a channel, and for nothing else.</summary>
public sealed class DevelopmentSenderTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("Testing")]
    [InlineData("Dev")]
    [InlineData("")]
    public void Outside_of_development_nothing_stands_in_for_a_channel(string environment)
    {
        var services = In(environment);
        Assert.DoesNotContain(services, s => s.ServiceType == typeof(INoticeSender) || s.ServiceType == typeof(DevelopmentNotices));
    }

    [Fact]
    public void In_development_every_channel_is_shown()
    {
        using var provider = In("Development").BuildServiceProvider();
        var senders = provider.GetServices<INoticeSender>().ToList();
        Assert.All(senders, s => Assert.IsType<DevelopmentSender>(s));
        Assert.Equal(Enum.GetValues<NoticeChannel>(), senders.Select(s => s.Channel));
    }

    [Fact]
    public void In_development_a_real_channel_is_not_joined_by_a_stand_in() =>
        Assert.Equal(typeof(EmailSender), Assert.Single(In("Development", ("Email:Host", "mail.example.test")), s => s.ServiceType == typeof(INoticeSender)).ImplementationType);

    private static ServiceCollection In(string environment, params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        services.AddNotices(new HostingEnvironment { EnvironmentName = environment }, configuration);
        return services;
    }
}

using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Server.Twilio;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Benchmarks.Micro;

/// <summary>A video token, against nothing but the HMAC of the same bytes.</summary>
[MemoryDiagnoser]
public class TokenBenchmarks
{
    private static readonly string Room = "RM" + new string('c', 32);
    private const string Identity = "0199aaaa-0000-7000-8000-000000000001.00112233aabbccdd";
    private readonly TwilioTokens _tokens = Tokens();
    private readonly byte[] _key = Encoding.UTF8.GetBytes(FakeAccount.Secret);
    private byte[] _signed = [];

    [GlobalSetup]
    public void Setup()
    {
        var token = (string)Mint();
        _signed = Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
    }

    [Benchmark(Baseline = true, Description = "HMAC-SHA-256 of the bytes that a token signs")]
    public object Hmac() => HMACSHA256.HashData(_key, _signed);

    [Benchmark(Description = "mint a video token")]
    public object Mint() => _tokens.Mint(Room, Identity, ClinicOfOne.Now, ClinicOfOne.Now + Duration.FromMinutes(90));

    private static TwilioTokens Tokens()
    {
        var options = Options.Create(new TwilioOptions { AccountSid = FakeAccount.AccountSid, ApiKeySid = FakeAccount.KeySid, ApiKeySecret = FakeAccount.Secret });
        return new TwilioTokens(new TwilioKeys(options), options);
    }
}

using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Telehealth.Server.Twilio;
using Telehealth.Server.Twilio.Callbacks;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Benchmarks.Micro;

/// <summary>The signature of a callback, against nothing but the HMAC of the same bytes. A check makes two: the vendor's products differ in whether the port is signed.</summary>
[MemoryDiagnoser]
public class SignatureBenchmarks
{
    private const string Origin = "https://visits.clinic.example", Path = "/webhooks/twilio/rooms";

    private static readonly (string Name, string Value)[] Event =
    [
        ("RoomStatus", "in-progress"), ("RoomType", "group"), ("RoomSid", "RM" + new string('c', 32)), ("RoomName", "r-" + new string('d', 32)), ("SequenceNumber", "2"),
        ("StatusCallbackEvent", "participant-connected"), ("Timestamp", "2026-01-02T03:04:05.678Z"), ("AccountSid", FakeAccount.AccountSid), ("ParticipantSid", "PA" + new string('e', 32)),
        ("ParticipantStatus", "connected"), ("ParticipantIdentity", "0199aaaa-0000-7000-8000-000000000001.00112233aabbccdd"),
    ];

    private readonly CallbackSignature _check = new(Options.Create(new TwilioOptions { AuthTokens = [FakeAccount.Token] }));
    private readonly Uri _origin = new(Origin);
    private readonly string _body = string.Join('&', Event.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));
    private readonly IReadOnlyDictionary<string, StringValues> _fields = Event.ToDictionary(f => f.Name, f => new StringValues(f.Value), StringComparer.Ordinal);
    private readonly string _signature = FakeCallbacks.Sign(FakeAccount.Token, Origin + Path, Event);
    private readonly byte[] _key = Encoding.UTF8.GetBytes(FakeAccount.Token);
    private readonly byte[] _signed = Encoding.UTF8.GetBytes(Origin + Path + string.Concat(Event.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.Name + f.Value)));

    [Benchmark(Baseline = true, Description = "HMAC-SHA-1 of the bytes that a callback signs")]
    public object Hmac() => HMACSHA1.HashData(_key, _signed);

    [Benchmark(Description = "check a callback's signature")]
    public bool Check() => _check.IsValid(_signature, _origin, Path, _fields) ? true : throw new InvalidOperationException("It is a good one.");

    [Benchmark(Description = "read the form and check its signature")]
    public bool ReadAndCheck() => _check.IsValid(_signature, _origin, Path, CallbackForm.Parse(_body)!) ? true : throw new InvalidOperationException("It is a good one.");
}

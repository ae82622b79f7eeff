using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using NodaTime;

namespace Telehealth.Domain.Tests;

/// <summary>A value with something in every member that can be set, so that nothing is forgotten where members are named one by one.</summary>
internal static class Populated
{
    public static T Of<T>(int seed) => (T)Make(typeof(T), new Random(seed));

    private static object Make(Type type, Random random) =>
        Nullable.GetUnderlyingType(type) is { } inner ? Make(inner, random)
        : type.IsEnum ? type.GetEnumValues().GetValue(random.Next(type.GetEnumValues().Length))!
        : Plain(type, random) ?? (type.IsGenericType ? Several(type, random) : WithMembers(type, random));

    private static object? Plain(Type type, Random random) =>
        type == typeof(string) ? $"\u00e9 \"{random.Next()}\" <\ud83d\ude00>"
        : type == typeof(bool) ? random.Next(2) == 0
        : type == typeof(int) ? random.Next()
        : type == typeof(long) ? random.NextInt64()
        : type == typeof(Guid) ? NewId(random)
        : type == typeof(Instant) ? Instant.FromUnixTimeTicks(17_640_000_000_000_000 + random.NextInt64(1L << 40))
        : type == typeof(LocalDate) ? new LocalDate(1970, 1, 1).PlusDays(random.Next(30_000))
        : type == typeof(Duration) ? Duration.FromSeconds(random.Next(10_000))
        : null;

    private static object Several(Type type, Random random)
    {
        var of = type.GetGenericArguments();
        if (of is [{ } key, { } value])
        {
            Assert.Equal((typeof(Guid), typeof(string)), (key, value));
            return ImmutableSortedDictionary<Guid, string>.Empty.Add(NewId(random), "one").Add(NewId(random), "two");
        }

        var items = Array.CreateInstance(of[0], random.Next(3));
        for (var i = 0; i < items.Length; i++) items.SetValue(Make(of[0], random), i);
        return type.IsInterface ? items
            : typeof(ImmutableArray).GetMethods().Single(m => m is { Name: "Create", IsGenericMethod: true } && m.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(of[0]).Invoke(null, [items])!;
    }

    private static object WithMembers(Type type, Random random)
    {
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null))
        {
            member.SetValue(made, Make(member.PropertyType, random));
        }

        return made;
    }

    private static Guid NewId(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}

using System.Numerics;

namespace Telehealth.Domain.Licensure;

/// <summary>A set of reason codes that stand in the way of relying on an authority.</summary>
internal readonly record struct Obstacles(ulong Bits)
{
    private static readonly ulong Holding =
        new Obstacles().And(ReasonCode.ClinicianLocationRequired).And(ReasonCode.RelationshipRequired).And(ReasonCode.ExemptionNotSelected).Bits;

    public bool IsEmpty => Bits == 0;
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>Info where there is none: then nothing stands in the way.</summary>
    public ReasonSeverity Worst => Bits == 0 ? ReasonSeverity.Info : (Bits & ~Holding) == 0 ? ReasonSeverity.Hold : ReasonSeverity.Deny;

    public Obstacles And(ReasonCode code) => new(Bits | (1UL << (int)code));

    public Obstacles Without(Obstacles others) => new(Bits & ~others.Bits);

    public static ReasonSeverity SeverityOf(ReasonCode code) => (Holding & (1UL << (int)code)) != 0 ? ReasonSeverity.Hold : ReasonSeverity.Deny;

    public Codes GetEnumerator() => new(Bits);

    public ref struct Codes(ulong bits)
    {
        private ulong _left = bits;

        public ReasonCode Current { get; private set; }

        public bool MoveNext()
        {
            if (_left == 0) return false;
            Current = (ReasonCode)BitOperations.TrailingZeroCount(_left);
            _left &= _left - 1;
            return true;
        }
    }
}
